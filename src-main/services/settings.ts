import { z } from 'zod'
import { wifiSecurities } from '../core/wifi-code.ts'
import type { SettingsFile } from './ports.ts'

/** What this machine remembers beside the database. Nothing secret. */
const settings = z.object({
  /** The night that the console has open. */
  night: z.object({ userId: z.uuid(), eventId: z.uuid() }).nullable().catch(null),
  /** The network adapter whose address guests get; `null`: the best one. */
  adapter: z.string().nullable().catch(null),
  /** The wifi that guests join by a code; its password is in the keychain. */
  wifi: z
    .object({ name: z.string(), security: z.enum(wifiSecurities), hidden: z.boolean() })
    .nullable()
    .catch(null),
})

export type Settings = z.output<typeof settings>

export type MachineSettings = ReturnType<typeof createSettings>

const nothingSet = settings.parse({})

/** Settings over a file; each that can't be read counts as not set. */
export function createSettings(file: SettingsFile) {
  let last: Promise<unknown> = Promise.resolve()

  async function read(): Promise<Settings> {
    return settings.catch(nothingSet).parse(await file.read())
  }

  return {
    read,
    /** One after the other: two changes at once must not take each other back. */
    write(change: Partial<Settings>): Promise<void> {
      const written = last.then(async () => file.write({ ...(await read()), ...change }))
      last = written.catch(() => {})
      return written
    },
  }
}
