/** Why there is no working database, in a word for the program and a sentence for a person. */
export type DatabaseProblemCode =
  | 'does-not-start'
  | 'wrong-version'
  | 'blocked-folder'
  | 'no-account'
  | 'port'
  | 'disk-full'
  | 'bad-url'
  | 'unreachable'
  | 'wrong-password'
  | 'no-such-database'
  | 'tls-required'
  | 'tls-missing'
  | 'pooler'
  | 'read-only'
  | 'newer-schema'
  | 'older-schema'
  | 'foreign-schema'
  | 'not-allowed'
  | 'bypasses-tenants'
  | 'busy'
  | 'export-failed'

/** Thrown by everything in `db` that needs a database and has none. `message` is made to be shown. */
export class DatabaseProblem extends Error {
  readonly problem: DatabaseProblemCode

  constructor(problem: DatabaseProblemCode, words: string, cause?: unknown) {
    super(words, { cause })
    this.name = 'DatabaseProblem'
    this.problem = problem
  }
}

const words: Partial<Record<DatabaseProblemCode, string>> = {
  'bad-url':
    'DATABASE_URL is not an address of a Postgres. It looks like postgresql://user:password@host:5432/database.',
  unreachable: 'The database at {place} does not answer. Check the network and DATABASE_URL, then try again.',
  'wrong-password': 'The database at {place} refuses the user or password in DATABASE_URL. Correct it there.',
  'no-such-database':
    'The server at {place} has no database of that name. Create it or correct DATABASE_URL.',
  'tls-required':
    'The database at {place} takes encrypted connections only. Add ?sslmode=require to DATABASE_URL.',
  pooler:
    'DATABASE_URL leads to a connection pooler at {place}. Use the direct address of the database (on Neon: the one without “-pooler”).',
  'tls-missing':
    'The database at {place} does not answer with encryption. Check the network, or remove sslmode from DATABASE_URL if that server has none.',
  'read-only': 'The database at {place} is read-only (a replica?). DATABASE_URL must name the primary.',
  'not-allowed':
    'The user in DATABASE_URL may not do this in the database at {place}. Use the owner of the database.',
  'disk-full': 'The disk of the database at {place} is full. Free some space; nothing stored is lost.',
  busy: 'The database at {place} is overloaded and did not answer in time. Trying again in a moment helps.',
}

/** The problem with its words; `place` is what a person knows it by, `host:port/database`. */
export function databaseProblem(
  problem: DatabaseProblemCode,
  place: string,
  cause?: unknown,
): DatabaseProblem {
  return new DatabaseProblem(problem, (words[problem] ?? problem).replace('{place}', place), cause)
}

const byCode: Readonly<Record<string, DatabaseProblemCode>> = {
  '28P01': 'wrong-password',
  '28000': 'wrong-password',
  '3D000': 'no-such-database',
  '25006': 'read-only',
  '42501': 'not-allowed',
  '53100': 'disk-full',
  '53300': 'busy',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  CONNECT_TIMEOUT: 'unreachable',
  CONNECTION_CLOSED: 'unreachable',
  CONNECTION_DESTROYED: 'unreachable',
  CONNECTION_ENDED: 'unreachable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  EPIPE: 'unreachable',
  ETIMEDOUT: 'unreachable',
  ERR_INVALID_URL: 'bad-url',
}

/** What Postgres or the link says is wrong with the database, or `null` when the error is another matter. */
export function problemOf(error: unknown, place: string): DatabaseProblem | null {
  const known = beneath(error, (cause) => cause instanceof DatabaseProblem)
  if (known instanceof DatabaseProblem) return known
  const code = errorCode(error)
  if (code === undefined) return null
  const text = errorText(error)
  if (code === '28000' && /no encryption|SSL off/i.test(text))
    return databaseProblem('tls-required', place, error)
  if (/unsupported startup parameter/i.test(text)) return databaseProblem('pooler', place, error)
  const problem = byCode[code]
  return problem === undefined ? null : databaseProblem(problem, place, error)
}

/** The code of a Postgres or network error, also below the wrapper that drizzle puts around it. */
export function errorCode(error: unknown): string | undefined {
  const { code } = asRecord(beneath(error, (cause) => typeof asRecord(cause).code === 'string'))
  return typeof code === 'string' ? code : undefined
}

/** The unique or check constraint that refused a row. */
export function violatedConstraint(error: unknown): string | undefined {
  const { constraint_name: name } = asRecord(beneath(error, (cause) => 'constraint_name' in asRecord(cause)))
  return typeof name === 'string' ? name : undefined
}

/** The first of an error and its causes that fits. */
function beneath(error: unknown, fits: (cause: unknown) => boolean): unknown {
  for (let cause = error; cause !== undefined && cause !== null; cause = asRecord(cause).cause) {
    if (fits(cause)) return cause
  }
  return undefined
}

function errorText(error: unknown): string {
  const { message, cause } = asRecord(error)
  return `${String(message ?? '')} ${cause === undefined ? '' : errorText(cause)}`
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
