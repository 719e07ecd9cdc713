import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { SpotifyApi } from './ports.ts'

/** The same calls; each answer is seen before its caller has it. */
export function watchCalls(
  api: SpotifyApi,
  seen: (answer: SpotifyAnswer<unknown>, isCommand: boolean) => unknown,
): SpotifyApi {
  const watch =
    <Args extends readonly unknown[], T>(
      call: (...args: Args) => Promise<SpotifyAnswer<T>>,
      isCommand = true,
    ) =>
    async (...args: Args): Promise<SpotifyAnswer<T>> => {
      const answer = await call(...args)
      seen(answer, isCommand)
      return answer
    }
  return {
    account: watch(api.account, false),
    search: watch(api.search, false),
    track: watch(api.track, false),
    playback: watch(api.playback, false),
    queue: watch(api.queue, false),
    devices: watch(api.devices, false),
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
    playlistUris: watch(api.playlistUris, false),
  }
}
