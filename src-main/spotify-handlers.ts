import type { Handlers } from './contract/command.ts'
import type { spotifyCommands } from './contract/spotify-commands.ts'
import type { EventConfig } from './core/event.ts'
import { done, type Result, refuse } from './core/result.ts'
import type { SpotifyAnswer, SpotifyProblem } from './core/spotify/problem.ts'
import { wordsForSpotify } from './core/spotify/words.ts'
import { quietly } from './dispatch.ts'
import type { createGate } from './gate.ts'
import { guestTrack } from './projections/room-view.ts'
import type { Services } from './services.ts'

/** Starts the songs that the DJ names: by tonight's player those that it can play, by hand all others. */
export function songStarters({ live, local, playback, requests, spotify, clock }: Services) {
  const { player } = spotify

  async function byPlayer(): Promise<Result<null>> {
    const answer = await player.next()
    return answer.ok ? done() : refuse('spotify', { detail: wordsForSpotify(answer.problem, clock()) })
  }

  function isOver(playing: string | null | undefined): boolean {
    return playing !== undefined && playing !== (live.night()?.playing?.id ?? null)
  }

  function isSpotifys(id: string): boolean {
    return player.player() === 'spotify' && live.night()?.requests.get(id)?.track.provider === 'spotify'
  }

  /** To go on would begin with the song that Spotify has already; `null`: it has none, or this one. */
  function whyNotBefore(id: string): Result<never> | null {
    const { handedOver } = player.state()
    if (handedOver === null || handedOver === id) return null
    const title = live.night()?.requests.get(handedOver)?.track.title ?? 'another song'
    return refuse('spotify', { detail: `Spotify has “${title}” already: it plays next.` })
  }

  return {
    async start(seen: { readonly id: string; readonly version: number }): Promise<Result<null>> {
      if (local.player.isOn()) return local.player.start(seen)
      if (!isSpotifys(seen.id)) return playback.start(seen)
      // The player leaves out what was passed over, and would begin with the song after it.
      if (player.state().passedOver.some(({ requestId }) => requestId === seen.id))
        await player.again(seen.id)
      const taken = whyNotBefore(seen.id)
      if (taken) return taken
      if (live.night()?.queue[0]?.id !== seen.id) {
        const moved = await requests.playNext(seen)
        if (!moved.ok) return moved
      }
      // The song that was the front may have been handed over meanwhile.
      return whyNotBefore(seen.id) ?? byPlayer()
    },
    /** `playing`: the song that the DJ wants to leave; one that has begun by itself meanwhile is not skipped. */
    async next(playing?: string | null): Promise<Result<null>> {
      if (isOver(playing)) return refuse('stale')
      if (local.player.isOn()) return local.player.next()
      const front = live.night()?.queue[0]
      return front && isSpotifys(front.id) ? byPlayer() : playback.next()
    },
    async finish(playing?: string | null): Promise<Result<null>> {
      return isOver(playing) ? refuse('stale') : playback.finish()
    },
  }
}

/** What the console may ask of Spotify; for whoever is signed in. */
export function spotifyHandlers(
  { spotify, nights, clock }: Services,
  gate: ReturnType<typeof createGate>,
): Handlers<typeof spotifyCommands> {
  const { connection, player, playlist } = spotify

  /** Until the night of another DJ is closed here it is their Spotify. */
  const signedIn: typeof gate.signedIn = (work) =>
    gate.signedIn(async (input, user) => (spotify.isOfAnother(user.id) ? refuse('busy') : work(input, user)))

  function refused(problem: SpotifyProblem): Result<never> {
    return refuse('spotify', { detail: wordsForSpotify(problem, clock()) })
  }

  async function answered<T>(asking: Promise<SpotifyAnswer<T>>): Promise<Result<null>> {
    const answer = await asking
    return answer.ok ? done() : refused(answer.problem)
  }

  async function change(version: number, config: Partial<EventConfig>): Promise<Result<null>> {
    const outcome = await nights.change(version, { config })
    return outcome.ok ? done() : outcome
  }

  return {
    'spotify.connect': signedIn(({ clientId }) => connection.connect(clientId)),
    'spotify.cancelConnect': signedIn(async () => {
      connection.cancel()
      return done()
    }),
    'spotify.disconnect': signedIn(() => connection.disconnect()),
    'spotify.retry': signedIn(() =>
      quietly(
        connection.retry().then(() => {
          player.retry()
          playlist.retry()
        }),
      ),
    ),
    'spotify.search': signedIn(async ({ query, offset }) => {
      const answer = await spotify.search(query, offset)
      if (!answer.ok) return refused(answer.problem)
      return done({ tracks: answer.value.tracks.map(guestTrack), next: answer.value.next })
    }),
    'spotify.usePlayer': signedIn(({ player: chosen, version }) => change(version, { player: chosen })),
    'spotify.useSearch': signedIn(({ searched, version }) => change(version, { spotifySearch: searched })),
    'spotify.keepPlaylist': signedIn(({ which, version }) => change(version, { spotifyPlaylist: which })),
    'spotify.refreshDevices': signedIn(() => answered(player.refreshDevices())),
    'spotify.chooseDevice': signedIn(({ id }) => answered(player.chooseDevice(id))),
    'spotify.play': signedIn(() => answered(player.play())),
    'spotify.pause': signedIn(() => answered(player.pause())),
    'spotify.next': signedIn(() => answered(player.next())),
    'spotify.previous': signedIn(() => answered(player.previous())),
    'spotify.seek': signedIn(({ positionMs }) => answered(player.seek(positionMs))),
    'spotify.setVolume': signedIn(({ percent }) => answered(player.setVolume(percent))),
    'spotify.again': signedIn(({ id }) => quietly(player.again(id))),
    'spotify.heard': signedIn(({ id }) => quietly(player.heard(id))),
  }
}
