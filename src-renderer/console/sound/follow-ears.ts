import type { ConsoleState, ConsoleStore } from '../state/store.ts'
import { createEarsSound } from './ears-sound.ts'

/** Lets the DJ hear what `listening` names, until it names another song or none. */
export function followEars(store: ConsoleStore, onFailed: (title: string) => void): void {
  let ears: ReturnType<typeof createEarsSound> | null = null
  let sounding: ConsoleState['listening'] = null

  function end(): void {
    store.setState({ listening: null })
  }

  function fail(): void {
    const title = sounding?.title
    end()
    if (title !== undefined) onFailed(title)
  }

  store.subscribe(({ listening, view, outputs }) => {
    // Headphones that were pulled out must not let the room hear it.
    const isGone =
      listening !== null && listening.output !== '' && !outputs.all.some(({ id }) => id === listening.output)
    if (listening !== null && (isGone || view?.phase !== 'night')) return end()
    if (listening === sounding) return
    sounding = listening
    if (listening === null) ears?.stop()
    else {
      ears ??= createEarsSound({ onEnded: end, onFailed: fail })
      ears.play(listening.trackId, listening.output).catch(() => {
        if (sounding === listening) fail()
      })
    }
  })
}
