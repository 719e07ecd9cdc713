import { z } from 'zod'
import type { SettingsFile } from './ports.ts'

/** What this machine remembers beside the database. Nothing secret. */
const settings = z.object({
  /** The night that the console has open. */
  night: z.object({ userId: z.uuid(), eventId: z.uuid() }).nullable().default(null),
})

export type Settings = z.output<typeof settings>

export type MachineSettings = ReturnType<typeof createSettings>

/** Settings over a file; what can't be read counts as not set. */
export function createSettings(file: SettingsFile) {
  return {
    async read(): Promise<Settings> {
      return settings.catch({ night: null }).parse(await file.read())
    },
    async write(change: Partial<Settings>): Promise<void> {
      await file.write({ ...(await this.read()), ...change })
    },
  }
}
