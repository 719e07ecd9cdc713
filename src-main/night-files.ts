import { saveFile } from './adapters/save-file.ts'
import type { EventReport } from './contract/night-report.ts'
import { fileNameOf } from './core/file-name.ts'
import type { NightTable } from './core/night-csv.ts'
import { done, type Result, refuse } from './core/result.ts'
import type { Excuse } from './dispatch.ts'
import { createGate } from './gate.ts'
import { eventReport } from './projections/night-report.ts'
import type { NightReporter } from './services/night-report.ts'
import type { Log } from './services/ports.ts'
import type { Services } from './services.ts'

type Deps = {
  /** `null` until all runs. */
  readonly services: () => Services | null
  readonly excuse: Excuse
  readonly log: Log
}

/** A table that waits for the DJ to say where it goes. */
export type NightFile = {
  /** Proposed, with its ending. */
  readonly name: string
  save(path: string): Promise<Result<null>>
}

export type NightFiles = ReturnType<typeof createNightFiles>

/** A night on paper and in tables: for who is signed in, of their own nights. */
export function createNightFiles({ services, excuse, log }: Deps) {
  async function orRefuse<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await work()
    } catch (error) {
      const refusal = excuse(error) ?? (isOfFiles(error) ? refuse('file-failed') : null)
      if (refusal === null) throw error
      log.warn('A file of a night was not made', { error })
      return refusal
    }
  }

  /** Nobody reads more here than by the console's own commands. */
  async function asDj<T>(
    read: (report: NightReporter, userId: string) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const running = services()
    if (running === null) return refuse('database-away')
    return createGate(running.sessions).signedIn((_, user) => read(running.nightReport, user.id))(null)
  }

  return {
    /** What is printed of a night. */
    report: (eventId: string): Promise<Result<EventReport>> =>
      orRefuse(async () => {
        const found = await asDj((nights, userId) => nights.of(userId, eventId))
        return found.ok ? done(eventReport(found.value)) : found
      }),

    table: (eventId: string, table: NightTable): Promise<Result<NightFile>> =>
      orRefuse(async () => {
        const found = await asDj((nights, userId) => nights.csv(userId, eventId, table))
        if (!found.ok) return found
        const { event, lines } = found.value
        return done({
          name: `${fileNameOf(event.config.title)} ${table}.csv`,
          save: (path) =>
            orRefuse(async () => {
              await saveFile(path, lines)
              return done()
            }),
        })
      }),
  }
}

/** What the file system said no to; a disk that is full names no path. */
function isOfFiles(error: unknown): boolean {
  if (!(error instanceof Error && 'syscall' in error)) return false
  return 'path' in error || error.syscall === 'write'
}
