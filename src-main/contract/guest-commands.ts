import { z } from 'zod'
import { type Command, command } from './command.ts'
import { limits } from './limits.ts'
import { noInput, nothing, time, uuid, version } from './shapes.ts'

/** What the DJ can ask and do about the guests of the open night. */

const guestId = z.string().min(1).max(limits.guestId)

/** A request at the version that an act left it at. */
const requestsSeen = z.array(z.object({ id: uuid, version }))

export const guestSummary = z.object({
  id: z.string(),
  nickname: z.string(),
  joinedAt: time,
  blockedAt: time.nullable(),
  /** What they asked for, by what became of it. */
  requests: z.object({
    pending: z.number(),
    approved: z.number(),
    played: z.number(),
    rejected: z.number(),
  }),
  /** +1 on what others asked for. */
  votes: z.number(),
})

export const guestCommands = {
  /** Everybody who joined, the latest first. */
  'guest.list': command(noInput, z.object({ guests: z.array(guestSummary) })),
  /**
   * Nothing more is taken from this phone, under whichever name it joined; it may still watch. `hideRequests` also
   * declines what it still waits for, and answers that, for `guest.unblock` to bring back.
   */
  'guest.block': command(
    z.strictObject({ guestId, hideRequests: z.boolean() }),
    z.object({ declined: requestsSeen }),
  ),
  /** `reopen`: back to pending what is still as it was declined, unless somebody else asked for the song meanwhile. */
  'guest.unblock': command(z.strictObject({ guestId, reopen: requestsSeen.default([]) }), nothing),
  /** Another name for a guest, also on all that they asked for; cleaned as theirs was. */
  'guest.rename': command(
    z.strictObject({ guestId, nickname: z.string().max(limits.nicknameInput) }),
    nothing,
  ),
} as const satisfies Record<string, Command>

export type GuestSummary = z.output<typeof guestSummary>
