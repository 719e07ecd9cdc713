import { songKey } from '../core/fold-text.ts'
import { endOf, isOpen, type Request } from '../core/request.ts'
import { playedSince, whyNotThis } from '../core/request-rules.ts'
import { done, type Result, refuse } from '../core/result.ts'
import { type RuleNote, ruleAgainst } from '../core/song-rules.ts'
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
  readonly rule: RuleNote | null
}

/** Says of a song whether it is asked for already, and what the rules say against it. */
export function createStanding({ live, catalogue, clock }: Deps) {
  return async function standingOf(song: AskedSong): Promise<Result<Standing>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    const found = await trackOf(catalogue, song)
    if (!found.ok) return found
    const track = found.value
    const last = lastOf(night, track)
    const request = openRequestOf(night, track) ?? last
    return done({ requestId: request?.id ?? null, rule: whatSpeaksAgainst(night, track, last, clock()) })
  }
}

/** Also where one guest typed what is in the music by now; two songs of the catalogue may be called alike, and are two. */
function lastOf({ requests }: Night, track: Track): Request | null {
  const uri = trackUri(track)
  const key = songKey(track.title, track.artist)
  const isSame = (other: Request) =>
    other.trackUri === uri ||
    ((track.provider === 'wish' || other.track.provider === 'wish') &&
      songKey(other.track.title, other.track.artist) === key)
  let last: Request | null = null
  for (const request of requests.values())
    if (!isOpen(request) && (last === null || endOf(request) > endOf(last)) && isSame(request)) last = request
  return last
}

function whatSpeaksAgainst(night: Night, track: Track, last: Request | null, now: number): RuleNote | null {
  const since = playedSince(night.event, now)
  const ended = Math.max(night.endedAt.get(trackUri(track)) ?? 0, last?.playedAt ?? 0)
  if (since !== null && ended > since) return { words: 'song played', since: ended }
  if (whyNotThis(night.event, track)?.code === 'explicit') return { words: 'no explicit songs', since: null }
  return ruleAgainst(night.event.config.rules, track, night, now)
}
