import type { PlayerView } from '../../../src-main/contract/player-view.ts'
import { findOutput, isRooms } from '../sound/outputs.ts'
import { type ConsoleStore, nightOf, type ToastAction } from './store.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly toast: (words: string, action?: ToastAction) => void
}

/** A song that may be listened to. */
export type Listenable = {
  readonly trackId: string | null
  readonly title: string
  readonly hasFile: boolean
}

/** Listening to a song before the room does. */
export function createSoundActions({ store, toast }: Parts) {
  const choose = { label: 'Choose outputs', run: () => store.setState({ panel: 'sound' }) }

  /** The id of the output to listen on; `null`: there is none, and the DJ was told. */
  function earsOutput({ ears, room }: PlayerView): string | null {
    const { outputs } = store.getState()
    if (ears === 'room') return room === null ? '' : (findOutput(room, outputs)?.id ?? '')
    if (ears === null) {
      toast('Choose first where you listen, so that the room does not hear it.', choose)
      return null
    }
    const found = findOutput(ears, outputs)
    if (found === null) toast(`“${ears.name}” is not connected.`, choose)
    else if (isRooms(found, room, outputs))
      toast('The room would hear it: it plays on the same output.', choose)
    else return found.id
    return null
  }

  /** Begins, or stops when it is the song that is listened to. */
  function listen({ trackId, title, hasFile }: Listenable): void {
    const { listening } = store.getState()
    const player = nightOf(store.getState())?.player
    if (listening !== null && listening.trackId === trackId) stopListening()
    else if (trackId === null || !hasFile) toast(`“${title}” has no file on this computer to listen to.`)
    else if (player !== undefined) {
      const output = earsOutput(player)
      if (output !== null) store.setState({ listening: { trackId, title, output } })
    }
  }

  function stopListening(): void {
    store.setState({ listening: null })
  }

  return { listen, stopListening }
}
