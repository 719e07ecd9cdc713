import type { MigrationReport } from '../../src-main/contract/console-view.ts'
import { DatabaseProblem, errorCode, problemOf } from '../database-problem.ts'
import type { SchemaState } from './schema-state.ts'

/** Thrown instead of migrating data that nobody was asked about. */
export class MigrationNeeded extends DatabaseProblem {
  readonly report: MigrationReport

  constructor(report: MigrationReport) {
    super(
      'older-schema',
      `The database at ${report.place} holds data in an older form. It can be brought to the form of this Cueline; nothing was changed yet.`,
    )
    this.name = 'MigrationNeeded'
    this.report = report
  }
}

/** Why such a database is not migrated, or `null` when it can be. */
export function refusalOf(state: SchemaState, place: string): DatabaseProblem | null {
  if (state.kind === 'newer') {
    return new DatabaseProblem(
      'newer-schema',
      `The database at ${place} was made by a newer Cueline. Update Cueline on this machine; nothing was changed.`,
    )
  }
  if (state.kind !== 'foreign') return null
  const differences = state.differences.map((one) => `\n- ${one}`).join('')
  return new DatabaseProblem(
    'foreign-schema',
    `The database at ${place} resembles the one that Cueline takes over, but is not the same:${differences}\nCorrect this or use another database; nothing was changed.`,
  )
}

const lockNotAvailable = '55P03'
const deadlock = '40P01'

/** What went wrong in words, where it is known. */
export function wordMigrationError(error: unknown, place: string): unknown {
  const code = errorCode(error)
  if (code === lockNotAvailable || code === deadlock) {
    return new DatabaseProblem(
      'busy',
      `Another program is still using the tables of the database at ${place}. Close it (the earlier app, other consoles) and try again; nothing was changed.`,
      error,
    )
  }
  return problemOf(error, place) ?? error
}
