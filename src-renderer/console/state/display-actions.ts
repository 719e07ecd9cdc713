import type { Send } from './actions.ts'
import { type ConsoleStore, nightOf } from './store.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly send: Send
  readonly toast: (words: string) => void
}

export function createDisplayActions({ store, send, toast }: Parts) {
  /** Black, or no longer black. */
  function switchBlank(): void {
    const night = nightOf(store.getState())
    if (night === null) return
    if (night.displayOpen) void send('shell.blankDisplay', { blank: !night.displayBlank })
    else toast('The display is not open.')
  }

  return { switchBlank }
}
