import { z } from 'zod'
import { playerReasons } from '../faults.ts'

const device = z.object({
  name: z.string(),
  type: z.string().exactOptional(),
  restricted: z.boolean().exactOptional(),
  supportsVolume: z.boolean().exactOptional(),
  volume: z.number().exactOptional(),
})

const faultRule = z
  .object({
    times: z.number().int().positive().exactOptional(),
    /** `path` is the source of a regular expression. */
    match: z.object({ method: z.string().exactOptional(), path: z.string().exactOptional() }).exactOptional(),
  })
  .and(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['unauthorized', 'not-listed', 'owner-without-premium', 'no-active-device']) }),
      z.object({
        kind: z.enum(['quota-exceeded', 'server-error', 'unavailable', 'cut-before', 'cut-after']),
      }),
      z.object({ kind: z.literal('forbidden'), reason: z.enum(playerReasons) }),
      z.object({ kind: z.literal('rate-limited'), retryAfter: z.number().nullable() }),
      z.object({ kind: z.literal('slow'), ms: z.number() }),
    ]),
  )

/** What `POST /control` takes. Every command is answered with the state afterwards, `sign-in` with tokens. */
export const controlCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('look') }),
  z.object({ do: z.literal('advance'), ms: z.number() }),
  z.object({ do: z.literal('fault'), fault: faultRule }),
  z.object({ do: z.literal('clear-faults') }),
  z.object({ do: z.literal('decide'), decision: z.enum(['grant', 'deny', 'ask']) }),
  z.object({ do: z.literal('sign-in'), scopes: z.array(z.string()).exactOptional() }),
  z.object({ do: z.enum(['revoke', 'expire-access']) }),
  z.object({
    do: z.literal('set'),
    rotates: z.boolean().exactOptional(),
    chatty: z.boolean().exactOptional(),
    filtersExplicit: z.boolean().exactOptional(),
  }),
  z.object({ do: z.literal('add-device'), device }),
  z.object({ do: z.enum(['restart-device', 'remove-device', 'use-device']), name: z.string() }),
  z.object({ do: z.literal('phone-play'), uris: z.tuple([z.string()], z.string()) }),
  z.object({ do: z.enum(['phone-skip', 'phone-pause', 'phone-resume']) }),
  z.object({ do: z.literal('phone-queue'), uri: z.string() }),
  z.object({ do: z.literal('phone-seek'), positionMs: z.number() }),
  z.object({ do: z.literal('phone-repeat'), mode: z.enum(['off', 'track', 'context']) }),
  z.object({ do: z.literal('advert'), ms: z.number() }),
])
export type ControlCommand = z.infer<typeof controlCommand>
