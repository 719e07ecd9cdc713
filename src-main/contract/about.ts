import { z } from 'zod'
import { type Command, command } from './command.ts'
import { noInput } from './shapes.ts'

/** Somebody else's work that is shipped with ours. */
export const shippedPackage = z.object({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  /** In its own words; empty where it has none. */
  text: z.string(),
})

export const aboutView = z.object({
  version: z.string(),
  /** What it runs on: Electron, Chromium, Node. */
  runsOn: z.array(z.object({ name: z.string(), version: z.string() })),
  /** The folder of all state. */
  home: z.string(),
  packages: z.array(shippedPackage),
})

export const aboutCommands = {
  /** What this program is, where its data lies, and whose work is in it. */
  'shell.about': command(noInput, aboutView),
} as const satisfies Record<string, Command>

export type AboutView = z.output<typeof aboutView>
