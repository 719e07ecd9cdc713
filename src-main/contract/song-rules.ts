import { z } from 'zod'
import { namedKinds, ruleLimits } from '../core/event-rules.ts'
import { mustPlayLimits } from '../core/must-play.ts'

const year = z.int().min(ruleLimits.firstYear).max(ruleLimits.lastYear)
const pause = z.int().min(0).max(ruleLimits.pauseMinutes)

const entry = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal(namedKinds), text: z.string().trim().min(1).max(ruleLimits.text) }),
    z.strictObject({ kind: z.literal('years'), from: year, to: year }),
  ])
  .refine((one) => one.kind !== 'years' || one.from <= one.to)

/** A song that must be played. */
export const namedSong = z.strictObject({
  title: z.string().trim().min(1).max(mustPlayLimits.text),
  artist: z.string().trim().max(mustPlayLimits.text),
})

/** What the DJ does not take from guests; always whole, so that a change on an earlier version takes nothing away. */
export const songRules = z.strictObject({
  doNotPlay: z.array(entry).max(ruleLimits.entries).readonly(),
  artistPauseMinutes: pause,
  guestPauseMinutes: pause,
  longestMinutes: z.int().min(0).max(ruleLimits.longestMinutes),
})
