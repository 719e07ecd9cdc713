import type { z } from 'zod'
import type { Result } from '../core/result.ts'

/** One thing that a page can ask of main: what goes in, what comes out. */
export type Command<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> = {
  readonly input: Input
  readonly output: Output
}

export function command<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Command<Input, Output> {
  return { input, output }
}

/** What a caller passes. */
export type InputOf<C> = C extends Command<infer Input> ? z.input<Input> : never

/** What a caller gets when the answer is `ok`. */
export type OutputOf<C> = C extends Command<z.ZodType, infer Output> ? z.output<Output> : never

/** A handler for each line of a table: the compiler names the one that is missing. */
export type Handlers<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends Command<infer Input, infer Output>
    ? (input: z.output<Input>) => Promise<Result<z.output<Output>>>
    : never
}
