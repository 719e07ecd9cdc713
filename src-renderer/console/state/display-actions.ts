import type { Send } from './actions.ts'
import { isDisplaySeen } from './display-seen.ts'
import { type ConsoleStore, nightOf } from './store.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly send: Send
  readonly toast: (words: string) => void
  readonly offerUndo: (words: string, run: () => unknown) => void
}

export function createDisplayActions({ store, send, toast, offerUndo }: Parts) {
  /** Black, or no longer black. */
  function switchBlank(): void {
    const night = nightOf(store.getState())
    if (night === null) return
    const { displayBlank } = night
    if (displayBlank || isDisplaySeen(night)) void send('shell.blankDisplay', { blank: !displayBlank })
    else toast('The display is not open.')
  }

  /** A link that nobody has yet; the one before comes back for ten seconds. */
  async function renewDisplayLink(): Promise<void> {
    const outcome = await send('display.newLink', {})
    if (!outcome.ok) return
    const takeBack = () => send('display.takeBackLink', {})
    offerUndo('There is a new display link. What was open by the old one has closed.', takeBack)
  }

  return { switchBlank, renewDisplayLink }
}
