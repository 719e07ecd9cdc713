import { z } from 'zod'
import { wifiSecurities } from '../core/wifi-code.ts'
import { type Command, command } from './command.ts'
import { limits } from './limits.ts'
import { noInput, nothing } from './shapes.ts'

/** How phones reach this computer: its address, the venue's wifi, the test with a phone. */

export const lanCommands = {
  /** The adapter whose address guests get, by name; it is kept on this computer. `null`: the best one. */
  'lan.choose': command(
    z.strictObject({ adapter: z.string().min(1).max(limits.adapter).nullable() }),
    nothing,
  ),
  /** The wifi that guests join by a code. `password` `null`: the one that is kept. `null`: none is shown. */
  'lan.setWifi': command(
    z.strictObject({
      wifi: z
        .strictObject({
          name: z.string().max(limits.wifiName),
          security: z.enum(wifiSecurities),
          password: z.string().max(limits.wifiPassword).nullable(),
          hidden: z.boolean(),
        })
        .nullable(),
    }),
    nothing,
  ),
  /** Shows a code with a new token; the one before is void. */
  'lan.startSelfTest': command(noInput, nothing),
  'lan.stopSelfTest': command(noInput, nothing),
  /** Opens the guests' door again after no port could be had. */
  'lan.retry': command(noInput, nothing),
} as const satisfies Record<string, Command>
