import type { RepeatMode } from './player/playback.ts'
import type { Player } from './player/player.ts'

/** Somebody with the account's phone in their hand: what is done there happens at once. */
export function createPhone({ byHand }: Player) {
  return {
    /** Opens Spotify on a device (the first without a name), which becomes the active one. */
    use: (device?: string) => byHand.use(device),
    /** Plays a song, or a list with that song first. */
    play: (uri: string, ...more: readonly string[]) => byHand.play({ uris: [uri, ...more] }),
    playContext: (contextUri: string) => byHand.play({ contextUri }),
    skip: () => byHand.do((playback) => playback.next()),
    pause: () => byHand.do((playback) => playback.pause()),
    resume: () => byHand.do((playback) => playback.resume()),
    queue: (uri: string) => byHand.do((playback) => void playback.queue.push(uri)),
    /** `positionMs` in milliseconds from the start of the song. */
    seek: (positionMs: number) => byHand.do((playback) => playback.seek(positionMs)),
    repeat: (mode: RepeatMode) => byHand.do((playback) => playback.setRepeat(mode)),
    /** An advert of that many milliseconds comes after the present song. */
    advert: (durationMs: number) => byHand.do((playback) => void playback.advert(durationMs)),
  }
}
