import { z } from 'zod'
import { busyUnits } from '../core/busy-times.ts'
import { eventSummary } from './console-view.ts'
import { requestStatus, time } from './shapes.ts'

const wantedArtist = z.object({ artist: z.string(), times: z.number() })

/** A night as it was, or as it is so far: what became of what was asked, by whom and when, and what played in its order. */
export const eventReport = z.object({
  event: eventSummary,
  /** When it was reckoned. */
  at: time,
  /** What its files are called, without an ending. */
  fileName: z.string(),
  requests: z.number(),
  /** Requests by what became of them. */
  counts: z.record(requestStatus, z.number()),
  /** Requests that their guests took back, which count nowhere else. */
  takenBack: z.number(),
  /** Songs that the DJ put into the queue. */
  own: z.number(),
  /** Requests that came from the earlier app and can be given to another DJ. */
  imported: z.number(),
  /** +1s. */
  votes: z.number(),
  guests: z.object({
    /** `null`: that was forgotten with their names. */
    joined: z.number().nullable(),
    /** Who asked for a song or gave a +1. */
    asking: z.number(),
  }),
  /** When the names and notes of its guests were forgotten. */
  guestsForgottenAt: time.nullable(),
  /** Milliseconds until the DJ decided; `most`: nine of ten waited no longer. */
  waits: z.object({ decided: z.number(), median: z.number().nullable(), most: z.number().nullable() }),
  /** See `core/busy-times.ts`. */
  busy: z.object({
    unit: z.enum(busyUnits),
    bars: z.array(z.object({ at: z.string(), requests: z.number() })).readonly(),
  }),
  /** The ten most wanted; requests and +1s. */
  topSongs: z.array(wantedArtist.extend({ title: z.string() })).readonly(),
  topArtists: z.array(wantedArtist).readonly(),
  /** At most the first thousand. */
  played: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        artist: z.string(),
        nickname: z.string(),
        /** When it began. */
        at: time.nullable(),
      }),
    )
    .readonly(),
})

export type EventReport = z.output<typeof eventReport>
