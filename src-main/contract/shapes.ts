import { z } from 'zod'
import { eventStatuses } from '../core/event.ts'
import { requestStatuses } from '../core/request.ts'
import { guestTrack } from './guest-track.ts'
import { limits } from './limits.ts'

/** Shapes that more than one table uses. */

export const uuid = z.uuid().toLowerCase()
export const nothing = z.null()
export const noInput = z.strictObject({})

/** Track ids are made by the catalogue, request ids by phones: both end in URLs. */
export const trackId = z.string().regex(/^[\w-]{1,64}$/)

export const eventStatus = z.enum(eventStatuses)
export const requestStatus = z.enum(requestStatuses)

export const pages = z.object({ requests: z.boolean(), display: z.boolean() })

export const catalogueSource = z.strictObject({
  kind: z.enum(['folder', 'file']),
  path: z.string().min(1).max(limits.path),
})

export const version = z.int().nonnegative()

/** Epoch milliseconds. */
export const time = z.number()

export const refusal = z.object({
  code: z.string(),
  message: z.string(),
  retryAfter: z.number().optional(),
  /** The open request of the same song, or another song that would be taken. */
  alternative: z.object({ requestId: z.string().optional(), track: guestTrack.optional() }).optional(),
})
