import { z } from 'zod'
import { type Command, command } from './command.ts'
import { noInput, nothing, time } from './shapes.ts'

/** Before going live: each thing that a night needs, tried for real. */

export const readinessParts = [
  'database',
  'disk',
  'music',
  'page',
  'request',
  'display',
  'awake',
  'spotify',
  'clock',
] as const

export const readinessStates = ['waiting', 'running', 'ok', 'attention', 'down'] as const

export const readinessView = z.object({
  running: z.boolean(),
  /** When the last check ended; `null` while the first one runs. */
  at: time.nullable(),
  lines: z.array(
    z.object({ part: z.enum(readinessParts), state: z.enum(readinessStates), words: z.string() }),
  ),
})

export const readinessCommands = {
  /** Begins a check of the open night, if none is under way; how it goes is in the view. */
  'readiness.check': command(noInput, nothing),
} as const satisfies Record<string, Command>

export type ReadinessPart = (typeof readinessParts)[number]
export type ReadinessView = z.output<typeof readinessView>
export type ReadinessLine = ReadinessView['lines'][number]
