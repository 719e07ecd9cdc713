import { z } from 'zod'
import {
  namedKinds,
  noRules,
  type RuleEntry,
  ruleLimits,
  type SongRules,
} from '../src-main/core/event-rules.ts'
import { asObject } from './as-object.ts'

const year = z.int().min(ruleLimits.firstYear).max(ruleLimits.lastYear)

/** As narrow as what the console may send: it always sends them all back. */
const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(namedKinds), text: z.string().trim().min(1).max(ruleLimits.text) }),
  z.object({ kind: z.literal('years'), from: year, to: year }).refine(({ from, to }) => from <= to),
])

/** One that can't be read costs none of the others. */
const entries = z.array(z.unknown()).transform((all): readonly RuleEntry[] =>
  all
    .map((one) => entry.safeParse(one))
    .flatMap(({ data }) => data ?? [])
    .slice(0, ruleLimits.entries),
)

const minutes = (most: number) => z.int().min(0).max(most).catch(0)

const stored = z.looseObject({
  do_not_play: entries.catch(noRules.doNotPlay),
  artist_pause_minutes: minutes(ruleLimits.pauseMinutes),
  guest_pause_minutes: minutes(ruleLimits.pauseMinutes),
  longest_minutes: minutes(ruleLimits.longestMinutes),
})

/** Any JSON as rules; what is missing or can't be read is off. */
export function readRules(value: unknown): SongRules {
  const rules = stored.parse(asObject(value))
  return {
    doNotPlay: rules.do_not_play,
    artistPauseMinutes: rules.artist_pause_minutes,
    guestPauseMinutes: rules.guest_pause_minutes,
    longestMinutes: rules.longest_minutes,
  }
}

/** The JSON to store, with all keys of `before` that are not ours. */
export function writeRules(before: unknown, rules: SongRules): Record<string, unknown> {
  return {
    ...asObject(before),
    do_not_play: rules.doNotPlay,
    artist_pause_minutes: rules.artistPauseMinutes,
    guest_pause_minutes: rules.guestPauseMinutes,
    longest_minutes: rules.longestMinutes,
  }
}
