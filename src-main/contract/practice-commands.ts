import { z } from 'zod'
import { practicePaces } from '../core/practice.ts'
import { type Command, command } from './command.ts'
import { noInput, nothing } from './shapes.ts'

/** A night with invented guests, to practise with. */

export const practiceCommands = {
  /** Opens it, beside the night that is open and offline; refuses while that one lets guests in. */
  'practice.start': command(noInput, nothing),
  'practice.setPace': command(z.strictObject({ pace: z.enum(practicePaces) }), nothing),
  /** Wipes it whole and goes back to the night before. */
  'practice.stop': command(noInput, nothing),
} as const satisfies Record<string, Command>

export const practiceView = z.object({
  pace: z.enum(practicePaces),
  /** Who came so far. */
  guests: z.number(),
})
