import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { SpotifyApi } from './ports.ts'

/** The same calls; each answer is seen before its caller has it. */
export function watchCalls(api: SpotifyApi, seen: (answer: SpotifyAnswer<unknown>) => unknown): SpotifyApi {
  const watch =
    <Args extends readonly unknown[], T>(call: (...args: Args) => Promise<SpotifyAnswer<T>>) =>
    async (...args: Args): Promise<SpotifyAnswer<T>> => {
      const answer = await call(...args)
      seen(answer)
      return answer
    }
  return {
    account: watch(api.account),
    search: watch(api.search),
    track: watch(api.track),
    playback: watch(api.playback),
    queue: watch(api.queue),
    devices: watch(api.devices),
    transfer: watch(api.transfer),
    resume: watch(api.resume),
    playTrack: watch(api.playTrack),
    pause: watch(api.pause),
    next: watch(api.next),
    previous: watch(api.previous),
    seek: watch(api.seek),
    setVolume: watch(api.setVolume),
    addToQueue: watch(api.addToQueue),
    createPlaylist: watch(api.createPlaylist),
    addToPlaylist: watch(api.addToPlaylist),
    playlistUris: watch(api.playlistUris),
  }
}
