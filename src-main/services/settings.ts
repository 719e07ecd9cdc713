import { z } from 'zod'
import { mailSecurities } from '../core/mail.ts'
import { wifiSecurities } from '../core/wifi-code.ts'
import { createTurns } from './in-turn.ts'
import type { SettingsFile } from './ports.ts'

const mailServer = z.object({
  host: z.string(),
  port: z.int(),
  security: z.enum(mailSecurities),
  user: z.string(),
  from: z.string(),
})

const knownMonitor = z.object({
  label: z.string(),
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
})

/** What this machine remembers beside the database. Nothing secret. */
const settings = z.object({
  /** The night that the console has open. */
  night: z.object({ userId: z.uuid(), eventId: z.uuid() }).nullable().catch(null),
  /** The SMTP server that codes are mailed by. */
  mail: mailServer.nullable().catch(null),
  /** The network adapter whose address guests get; `null`: the best one. */
  adapter: z.string().nullable().catch(null),
  /** The wifi that guests join by a code; its password is in the keychain. */
  wifi: z
    .object({ name: z.string(), security: z.enum(wifiSecurities), hidden: z.boolean() })
    .nullable()
    .catch(null),
  /** Where the room's display goes; of a monitor, what it is known again by. */
  display: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('best') }),
      z.object({ kind: z.literal('window') }),
      z.object({ kind: z.literal('monitor'), monitor: knownMonitor }),
    ])
    .catch({ kind: 'best' }),
})

export type Settings = z.output<typeof settings>

export type MachineSettings = ReturnType<typeof createSettings>

const nothingSet = settings.parse({})

/** Settings over a file; each that can't be read counts as not set. */
export function createSettings(file: SettingsFile) {
  // Two changes at once must not take each other's place.
  const inTurn = createTurns()

  async function read(): Promise<Settings> {
    return settings.catch(nothingSet).parse(await file.read())
  }

  return {
    read,
    write: (change: Partial<Settings>) => inTurn(async () => file.write({ ...(await read()), ...change })),
  }
}
