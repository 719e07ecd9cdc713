import { z } from 'zod'
import { mailSecurities } from '../core/mail.ts'
import { createTurns } from './in-turn.ts'
import type { SettingsFile } from './ports.ts'

const mailServer = z.object({
  host: z.string(),
  port: z.int(),
  security: z.enum(mailSecurities),
  user: z.string(),
  from: z.string(),
})

const none = { night: null, mail: null }

/** What this machine remembers beside the database. Nothing secret. */
const settings = z.object({
  /** The night that the console has open. */
  night: z.object({ userId: z.uuid(), eventId: z.uuid() }).nullable().catch(none.night),
  /** The SMTP server that codes are mailed by. */
  mail: mailServer.nullable().catch(none.mail),
})

export type Settings = z.output<typeof settings>

export type MachineSettings = ReturnType<typeof createSettings>

/** Settings over a file; what can't be read counts as not set. */
export function createSettings(file: SettingsFile) {
  // Two changes at once must not take each other's place.
  const inTurn = createTurns()

  async function read(): Promise<Settings> {
    return settings.catch(none).parse(await file.read())
  }

  return {
    read,
    write: (change: Partial<Settings>) => inTurn(async () => file.write({ ...(await read()), ...change })),
  }
}
