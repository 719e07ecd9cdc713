import { Socket } from 'node:net'
import pg from 'pg'
import { databaseProblem, errorCode, problemOf } from './database-problem.ts'
import { placeOf } from './link.ts'

export type PgLinkOptions = {
  /** Milliseconds without a byte after which the link counts as dead. */
  readonly silence: number
  readonly signal?: AbortSignal | undefined
  /** A link that streams backups and the log, beside plain SQL. */
  readonly replication?: boolean
}

export type PgLink = pg.Client

const connectMilliseconds = 20_000

/**
 * One connection for what postgres.js can't do: COPY streams and replication. A link that falls silent or is
 * aborted is cut, and what runs on it rejects. Throws `DatabaseProblem` for what is wrong with the database.
 */
export async function withPgLink<T>(
  url: string,
  options: PgLinkOptions,
  work: (link: PgLink) => Promise<T>,
): Promise<T> {
  const { signal } = options
  const place = placeOf(url)
  const sockets = new Set<Socket>()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  signal?.throwIfAborted()
  signal?.addEventListener('abort', cut, { once: true })
  try {
    const link = await open(url, options, sockets)
    try {
      return await work(link)
    } finally {
      // A dead link takes no farewell.
      for (const socket of sockets) socket.setTimeout(1000)
      await link.end().catch(() => {})
    }
  } catch (error) {
    signal?.throwIfAborted()
    const isLost = errorCode(error) === undefined && [...sockets].some(({ destroyed }) => destroyed)
    throw problemOf(error, place) ?? (isLost ? databaseProblem('unreachable', place, error) : error)
  } finally {
    signal?.removeEventListener('abort', cut)
    cut()
  }
}

type Encryption = false | { readonly rejectUnauthorized: boolean }

/** As postgres.js understands a URL: `require` encrypts without asking who the server is, `verify-full` asks. */
function encryptionOf(url: string): { plainUrl: string; tls: Encryption; mayBePlain: boolean } {
  const plain = new URL(url)
  const { searchParams: given } = plain
  const mode =
    given.get('sslrootcert') === 'system' ? 'verify-full' : (given.get('sslmode') ?? given.get('ssl'))
  for (const name of ['sslmode', 'ssl', 'sslrootcert', 'sslcert', 'sslkey']) given.delete(name)
  const isVerified = mode !== 'require' && mode !== 'prefer' && mode !== 'allow'
  return {
    plainUrl: plain.href,
    tls: mode === null || mode === 'disable' ? false : { rejectUnauthorized: isVerified },
    mayBePlain: mode === 'prefer' || mode === 'allow',
  }
}

async function open(url: string, options: PgLinkOptions, sockets: Set<Socket>): Promise<PgLink> {
  const { tls, plainUrl, mayBePlain } = encryptionOf(url)
  try {
    return await attempt(plainUrl, tls, options, sockets)
  } catch (error) {
    const hasNone = error instanceof Error && /does not support SSL/.test(error.message)
    if (!hasNone) throw error
    if (!mayBePlain) throw databaseProblem('tls-missing', placeOf(url), error)
    return attempt(plainUrl, false, options, sockets)
  }
}

async function attempt(
  url: string,
  tls: Encryption,
  { silence, replication }: PgLinkOptions,
  sockets: Set<Socket>,
): Promise<PgLink> {
  const link = new pg.Client({
    connectionString: url,
    application_name: 'cueline copy',
    connectionTimeoutMillis: connectMilliseconds,
    ssl: tls,
    stream: () => {
      const socket = new Socket()
      sockets.add(socket.setTimeout(silence))
      socket.on('timeout', () => socket.destroy())
      return socket
    },
    ...(replication && { replication: 'true' }),
  } as pg.ClientConfig)
  // What runs on the link rejects; without this the loss itself would end the process.
  link.on('error', () => {})
  await link.connect()
  return link
}
