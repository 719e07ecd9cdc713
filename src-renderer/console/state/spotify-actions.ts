import type { Refusal } from '../../../src-main/core/refusals.ts'
import type { Result } from '../../../src-main/core/result.ts'
import type { PlaylistChoice, RequestPlayer } from '../../../src-main/core/spotify/choices.ts'
import type { Send } from './actions.ts'
import type { CarryOut } from './carry-out.ts'
import { changedWords } from './event-actions.ts'
import { type ConsoleStore, nightOf, spotifyOf, type ToastAction } from './store.ts'
import { eventKey } from './versioned.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly carryOut: CarryOut
  readonly ask: Send
  readonly send: Send
  readonly toast: (words: string, action?: ToastAction) => void
  readonly showRefusal: (refusal: Refusal) => void
}

/** What the DJ does with Spotify; what became of it is in the next view. */
export function createSpotifyActions({ store, carryOut, ask, send, toast, showRefusal }: Parts) {
  const present = () => spotifyOf(store.getState())

  /** One of the night's own settings about Spotify. */
  function setForNight(
    run: (version: number) => Promise<Result<null>>,
    isSo: () => boolean,
  ): Promise<boolean> {
    return carryOut(eventKey, {
      run,
      isSo,
      canRedo: () => nightOf(store.getState()) !== null,
      words: () => changedWords,
    })
  }

  function playBy(player: RequestPlayer): Promise<boolean> {
    return setForNight(
      (version) => ask('spotify.usePlayer', { player, version }),
      () => present()?.player === player,
    )
  }

  function searchSpotify(searched: boolean): Promise<boolean> {
    return setForNight(
      (version) => ask('spotify.useSearch', { searched, version }),
      () => present()?.searched === searched,
    )
  }

  function keepPlaylist(which: PlaylistChoice): Promise<boolean> {
    return setForNight(
      (version) => ask('spotify.keepPlaylist', { which, version }),
      () => present()?.playlist.which === which,
    )
  }

  /** With the client id that is known; without one the panel asks for it. */
  async function reconnectSpotify(): Promise<void> {
    const clientId = present()?.clientId ?? null
    store.setState({ panel: 'spotify' })
    if (clientId !== null) await send('spotify.connect', { clientId })
  }

  async function disconnectSpotify(): Promise<void> {
    const answer = await ask('spotify.disconnect', {})
    if (answer.ok) toast('Spotify is disconnected and forgotten on this computer. Your requests stay.')
    else showRefusal(answer.error)
  }

  async function playOrPause(): Promise<void> {
    if (present()?.player === 'local') {
      const playing = nightOf(store.getState())?.player.head?.playing === true
      await send(playing ? 'player.pause' : 'player.play', {})
      return
    }
    await send(present()?.playback?.playing === true ? 'spotify.pause' : 'spotify.play', {})
  }

  return { playBy, searchSpotify, keepPlaylist, reconnectSpotify, disconnectSpotify, playOrPause }
}
