import { z } from 'zod'
import { time } from './shapes.ts'

/** Playing the DJ's own files from this computer, as the console's page does it. */

const song = z.object({ requestId: z.string(), trackId: z.string() })

const soundOutput = z.object({ id: z.string(), name: z.string() })

export const playerView = z.object({
  /** What sounds, or is paused; `null` when this computer plays nothing. */
  head: song
    .extend({
      /** Where it was at `at`, epoch milliseconds of this machine; it goes on from there while it plays. */
      positionMs: z.number(),
      at: time,
      playing: z.boolean(),
      /** Another number than before: go to `positionMs`. */
      jump: z.number(),
    })
    .nullable(),
  /** What follows by itself, to be read ahead; `null` when nothing does. */
  next: song.nullable(),
  /** The next song that the player stops before: what is wrong with it, in words. */
  waits: z.object({ requestId: z.string(), words: z.string() }).nullable(),
  /** Why what should sound does not, in words. */
  halted: z.string().nullable(),
  /** The request that should sound and can't be played: left, it goes back to the queue unless most of it was heard. */
  failed: z.string().nullable(),
  /** Songs that this computer can't play or that were skipped, and why in words. */
  left: z.array(z.object({ requestId: z.string(), words: z.string() })),
  /** Percent. */
  volume: z.number(),
  muted: z.boolean(),
  room: soundOutput.nullable(),
  ears: z.union([soundOutput, z.literal('room')]).nullable(),
})

export type PlayerView = z.output<typeof playerView>
