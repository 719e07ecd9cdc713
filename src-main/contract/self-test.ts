import { z } from 'zod'

/** What a phone tells of its way to the console. */

const longestMs = 60_000

/** `roundTripMs` `null`: a call that the phone measures by. */
export const selfTestReport = z.strictObject({
  roundTripMs: z.number().min(0).max(longestMs).nullable(),
})
