import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { databaseProblem } from './database-problem.ts'

export type Client = ReturnType<typeof postgres>

/** `host:port/database` of a URL: what a person knows a database by, without its password. */
export function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'DATABASE_URL'
  }
}

type ConnectOptions = {
  readonly name?: string
  /** Settings of the session, in force from its first moment. */
  readonly settings?: Readonly<Record<string, string>>
  readonly onClose?: () => void
  readonly onNotify?: (channel: string, payload: string) => void
}

/** One connection, opened at its first query. `max: 1`, so that a transaction can be pipelined on it. */
export function connect(url: string, options: ConnectOptions = {}): Client {
  try {
    return postgres(url, {
      max: 1,
      connect_timeout: 20,
      // The pool closes idle connections itself: done by postgres.js it can hit a transaction that begins.
      idle_timeout: 0,
      max_lifetime: 0,
      // Saves a round trip on every new connection; lists are passed as JSON instead of arrays.
      fetch_types: false,
      onnotice: () => {},
      onclose: () => options.onClose?.(),
      // Its own listen() uses this option too; the types leave it out.
      ...({ onnotify: options.onNotify ?? (() => {}) } as object),
      connection: {
        application_name: options.name ?? 'cueline',
        TimeZone: 'UTC',
        ...options.settings,
      } as { application_name: string },
    })
  } catch (error) {
    throw databaseProblem('bad-url', placeOf(url), error)
  }
}

/** Rejects with the problem `busy` or what `onLate` gives when `work` takes longer; `onLate` frees what hangs. */
export function withDeadline<T>(work: PromiseLike<T>, milliseconds: number, onLate: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(onLate()), milliseconds)
    work.then(
      (value) => {
        clearTimeout(timer)
        resolve(value)
      },
      (error) => {
        clearTimeout(timer)
        reject(error)
      },
    )
  })
}

/** drizzle over a client of which only `unsafe` is used, with every statement prepared (one round trip, not two). */
export function ormOver(
  client: Client,
  guard: (query: PromiseLike<unknown>) => void,
  usable: () => void,
): PostgresJsDatabase {
  const guarded = {
    options: client.options,
    unsafe(text: string, values: never[]) {
      usable()
      const query = client.unsafe(text, values, { prepare: true })
      guard(query)
      return query
    },
  }
  return drizzle({ client: guarded as unknown as Client })
}
