import { isOpen, type Request } from '../core/request.ts'
import { playedSince, whyNotThis } from '../core/request-rules.ts'
import { done, type Result, refuse } from '../core/result.ts'
import { historyOf, whyNotByRules } from '../core/song-rules.ts'
import { type Track, trackUri } from '../core/track.ts'
import type { Live, Night } from '../live.ts'
import { openRequestOf } from './open-request.ts'
import type { Catalogue, Clock } from './ports.ts'
import { type AskedSong, trackOf } from './wishes.ts'

type Deps = { readonly live: Live; readonly catalogue: Catalogue; readonly clock: Clock }

/** What a DJ wants to know of a song before entering it. */
export type Standing = {
  /** Its open request, or else what became of it last tonight. */
  readonly requestId: string | null
  /** What speaks against it, in a few words, and since when (epoch milliseconds). */
  readonly rule: { readonly words: string; readonly since: number | null } | null
}

/** Says of a song whether it is asked for already, and what the rules say against it. */
export function createStanding({ live, catalogue, clock }: Deps) {
  return async function standingOf(song: AskedSong): Promise<Result<Standing>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    const found = await trackOf(catalogue, song)
    if (!found.ok) return found
    const track = found.value
    const request = openRequestOf(night, track) ?? lastOf(night, track)
    return done({ requestId: request?.id ?? null, rule: ruleAgainst(night, track, clock()) })
  }
}

function lastOf({ requests }: Night, track: Track): Request | null {
  const uri = trackUri(track)
  let last: Request | null = null
  for (const request of requests.values())
    if (request.trackUri === uri && !isOpen(request) && (last === null || endOf(request) > endOf(last)))
      last = request
  return last
}

function endOf({ playedAt, rejectedAt, createdAt }: Request): number {
  return playedAt ?? rejectedAt ?? createdAt
}

function ruleAgainst(night: Night, track: Track, now: number): Standing['rule'] {
  const since = playedSince(night.event, now)
  const ended = night.endedAt.get(trackUri(track)) ?? 0
  if (since !== null && ended > since) return { words: 'song played', since: ended }
  if (whyNotThis(night.event, track)?.code === 'explicit') return { words: 'no explicit songs', since: null }
  const hit = whyNotByRules(night.event.config.rules, track, historyOf(night, null), now)
  return hit && { words: hit.rule, since: hit.since ?? null }
}
