import type { Command, Handlers } from './contract/command.ts'
import { done, type Result, refuse } from './core/result.ts'
import type { Log } from './services/ports.ts'

/** Turns what a handler threw into a refusal, or `null` when it is a bug. */
export type Excuse = (error: unknown) => Result<never> | null

/**
 * The one gate in front of a table of commands: unknown names and bad input are refused, bugs are caught,
 * logged and answered `internal`.
 */
export function createDispatch<Table extends Readonly<Record<string, Command>>>(
  table: Table,
  handlers: Handlers<Table>,
  excuse: Excuse,
  log: Log,
) {
  return async function call(name: string, input: unknown): Promise<Result<unknown>> {
    if (!Object.hasOwn(table, name)) return refuse('not-found', { detail: String(name).slice(0, 80) })
    const parsed = table[name]?.input.safeParse(input ?? {})
    if (!parsed?.success) {
      const [issue] = parsed?.error.issues ?? []
      return refuse('bad-input', issue ? { detail: `${issue.path.join('.')} ${issue.message}`.trim() } : {})
    }
    try {
      const handle = handlers[name] as (input: unknown) => Promise<Result<unknown>>
      return await handle(parsed.data)
    } catch (error) {
      const excused = excuse(error)
      if (excused) {
        log.warn('A command was refused', { command: name, error })
        return excused
      }
      log.error('A command failed', { command: name, error })
      return refuse('internal')
    }
  }
}

/** For commands that have nothing to say but that they are done. */
export async function quietly(work: Promise<void>): Promise<Result<null>> {
  await work
  return done()
}
