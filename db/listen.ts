import { z } from 'zod'
import { databaseProblem } from './database-problem.ts'
import { type Client, connect, withDeadline } from './link.ts'
import type { Logger } from './logger.ts'
import { lockServed } from './served-nights.ts'

/**
 * What another process committed. `ids: null`: too many to name, read the event anew. `reconnected`: what
 * happened in between is unknown, read everything anew.
 */
export type Change =
  | {
      readonly kind: 'rows'
      readonly table: 'requests' | 'events' | 'guests' | 'users' | 'guards' | 'notices' | 'displays'
      /** For `users` and `displays`: the account's own id. */
      readonly eventId: string
      /** A row named that is not there any more was removed. */
      readonly ids: readonly string[] | null
    }
  | { readonly kind: 'reconnected' }

const announcement = z.object({
  by: z.string(),
  table: z.enum(['requests', 'events', 'guests', 'users', 'guards', 'notices', 'displays']),
  eventId: z.string(),
  ids: z.array(z.string()).nullable(),
})

type Setup = {
  readonly url: string
  readonly process: string
  readonly place: string
  readonly log: Logger
  /** Milliseconds between two looks whether the link still lives. */
  readonly heartbeat: number
}

const connectMilliseconds = 20_000
const answerMilliseconds = 5_000
const retryMilliseconds = 1_000

export type Listening = {
  /**
   * Lets other processes know which night this one serves, until it says otherwise or its connection ends. Never
   * throws: without a connection it is told with the next one.
   */
  serve(eventId: string | null): Promise<void>
  stop(): Promise<void>
}

/**
 * Hears what other processes commit, over a connection of its own. When it resolves every later commit of
 * others arrives, and every earlier one can be read: read the night after this, not before.
 */
export async function listenToChanges(setup: Setup, listener: (change: Change) => void): Promise<Listening> {
  const { place, log } = setup
  let stopped = false
  let served: string | null = null
  let again: NodeJS.Timeout | undefined
  let client = open()
  await register(client, connectMilliseconds).catch((error) => {
    stopped = true
    void client.end({ timeout: 0 })
    throw error
  })
  const pulse = setInterval(beat, setup.heartbeat)
  pulse.unref()

  function open(): Client {
    const mine: Client = connect(setup.url, {
      name: 'cueline listener',
      onNotify: (_channel, payload) => hear(payload),
      onClose: () => {
        if (mine === client) lost()
      },
    })
    return mine
  }

  /**
   * From here on writers announce. The exclusive lock waits for every transaction that looked before and so
   * did not announce: after it, their rows are there to be read.
   */
  async function register(on: Client, milliseconds: number): Promise<void> {
    const all = Promise.all([
      on.unsafe('listen cueline_changes'),
      on.unsafe('begin'),
      on.unsafe('lock table listeners in access exclusive mode'),
      on.unsafe(`delete from listeners where process = '${setup.process}'
        or backend not in (select pid from pg_stat_activity)`),
      on.unsafe(`insert into listeners (process, backend) values ('${setup.process}', pg_backend_pid())`),
      on.unsafe('commit'),
      served === null ? null : on.unsafe(lockServed, [served]),
    ])
    await withDeadline(all, milliseconds, () => databaseProblem('unreachable', place))
  }

  async function serve(eventId: string | null): Promise<void> {
    served = eventId
    const all = Promise.all([
      client.unsafe('select pg_advisory_unlock_all()'),
      eventId === null ? null : client.unsafe(lockServed, [eventId]),
    ])
    await withDeadline(all, answerMilliseconds, () => databaseProblem('unreachable', place)).catch((error) =>
      log.warn('other consoles were not told which night is served here', { error: String(error) }),
    )
  }

  async function beat(): Promise<void> {
    const on = client
    await withDeadline(on.unsafe('select 1'), answerMilliseconds, () =>
      databaseProblem('unreachable', place),
    ).catch(() => {
      if (on === client) lost()
    })
  }

  function lost(): void {
    if (stopped || again !== undefined) return
    const dead = client
    again = setTimeout(async () => {
      client = open()
      void dead.end({ timeout: 0 })
      const mine = client
      try {
        await register(mine, answerMilliseconds)
        again = undefined
        if (!stopped) listener({ kind: 'reconnected' })
      } catch (error) {
        log.warn('could not listen for changes of other consoles; trying again', { error: String(error) })
        again = undefined
        lost()
      }
    }, retryMilliseconds)
  }

  function hear(payload: string): void {
    let heard: z.infer<typeof announcement>
    try {
      heard = announcement.parse(JSON.parse(payload))
    } catch (error) {
      log.warn('an announcement of changes could not be read', { error: String(error) })
      return
    }
    const { by, ...rows } = heard
    if (by !== setup.process) listener({ kind: 'rows', ...rows })
  }

  async function stop(): Promise<void> {
    stopped = true
    clearInterval(pulse)
    clearTimeout(again)
    const farewell = client.unsafe(`delete from listeners where process = '${setup.process}'`)
    await withDeadline(farewell, answerMilliseconds, () => databaseProblem('unreachable', place)).catch(
      () => {},
    )
    await client.end({ timeout: 1 })
  }

  return { serve, stop }
}
