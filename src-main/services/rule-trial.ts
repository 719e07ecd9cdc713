import type { SongRules } from '../core/event-rules.ts'
import { wordsFor } from '../core/refusals.ts'
import { whyNotThis } from '../core/request-rules.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Track } from '../core/track.ts'
import type { Live } from '../live.ts'
import type { Catalogue, Clock } from './ports.ts'
import { whyNotSong } from './why-not-song.ts'
import { type AskedSong, trackOf } from './wishes.ts'

type Deps = { readonly live: Live; readonly catalogue: Catalogue; readonly clock: Clock }

/** `refusal`: what a guest would read; `null`: the song would be taken. */
export type Tried = Pick<Track, 'title' | 'artist'> & { readonly refusal: string | null }

/** Rules that are tried on a song, by the same judgement that guests get, before the DJ keeps them. */
export function createRuleTrial({ live, catalogue, clock }: Deps) {
  return async function tryRules(rules: SongRules, song: AskedSong): Promise<Result<Tried>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    const found = await trackOf(catalogue, song)
    if (!found.ok) return found
    const track = found.value
    const { title, artist } = track
    const refusal =
      whyNotThis(night.event, track) ?? whyNotSong(night, track, { rules, guestAskedAt: null, now: clock() })
    return done({ title, artist, refusal: refusal && wordsFor(refusal) })
  }
}
