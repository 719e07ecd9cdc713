import type { SongRules } from '../core/event-rules.ts'
import type { Refusal } from '../core/refusals.ts'
import { playedSince } from '../core/request-rules.ts'
import { historyOf, whyNotByRules } from '../core/song-rules.ts'
import { type Track, trackUri } from '../core/track.ts'
import type { Night } from '../live.ts'

type Asking = {
  readonly rules: SongRules
  /** When who asks asked last; `null`: never, or nobody asks. */
  readonly guestAskedAt: number | null
  /** Epoch milliseconds. */
  readonly now: number
}

/** What was played, and the DJ's rules, against a song that nobody waits for; `null`: nothing. */
export function whyNotSong(night: Night, track: Track, { rules, guestAskedAt, now }: Asking): Refusal | null {
  const since = playedSince(night.event, now)
  if (since !== null && (night.endedAt.get(trackUri(track)) ?? 0) > since) return { code: 'played-recently' }
  const hit = whyNotByRules(rules, track, historyOf(night, guestAskedAt), now)
  if (hit === null) return null
  const { code, detail } = hit
  return detail === undefined ? { code } : { code, detail }
}
