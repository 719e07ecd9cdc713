import { z } from 'zod'
import { noRules, type RuleEntry, ruleLimits, type SongRules } from '../src-main/core/event-rules.ts'
import { asObject } from './as-object.ts'

const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal(['track', 'artist', 'genre', 'word']), text: z.string().min(1) }),
  z.object({ kind: z.literal('years'), from: z.int(), to: z.int() }),
])

/** One that can't be read costs none of the others. */
const entries = z.array(z.unknown()).transform((all): readonly RuleEntry[] =>
  all
    .map((one) => entry.safeParse(one))
    .flatMap(({ data }) => data ?? [])
    .slice(0, ruleLimits.entries),
)

const minutes = z.int().nonnegative().catch(0)

const stored = z.looseObject({
  do_not_play: entries.catch(noRules.doNotPlay),
  artist_pause_minutes: minutes,
  guest_pause_minutes: minutes,
  longest_minutes: minutes,
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
