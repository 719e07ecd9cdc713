import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Guest } from '../../src-main/core/guest.ts'
import { eventsIn } from '../events.ts'
import { guestsIn } from '../guests.ts'
import { historyIn } from '../history.ts'
import type { NewRequest } from '../insert-request.ts'
import { nightReportIn } from '../night-report.ts'
import { requestPagesIn } from '../request-pages.ts'
import { requestsIn } from '../requests.ts'
import { createSubmitRequests } from '../submit-requests.ts'
import type { TenantContext, Tx } from '../tenant.ts'
import { usersIn } from '../users.ts'
import { ask, config, type Night } from './night.ts'

/** A night among many, and what in it the queries are about. */
export type Scene = {
  readonly night: Night
  readonly guestId: string
  /** Another one, who asks for thousands. */
  readonly restlessId: string
  readonly requestId: string
}

export type HotQuery = {
  as(scene: Scene): TenantContext
  run(tx: Tx, scene: Scene, as: TenantContext): Promise<unknown>
  /** Reads a whole night: takes as long as the night is big. */
  readonly whole?: true
}

const hourMs = 3_600_000

/** The page after the one that ended long ago. */
const mark = { at: '2000-01-01', createdAt: '2000-01-01', id: randomUUID() }

const dj = ({ night }: Scene) => night.dj
const system = () => ({ role: 'system' }) as const
const guest = ({ night, guestId }: Scene) =>
  ({ role: 'guest', userId: night.user.id, eventId: night.event.id, guestId }) as const

const door = ({ night }: Scene) => ({ role: 'door', userId: night.user.id, eventId: night.event.id }) as const

/** Everything that a full house makes happen again and again, or that a person waits for. */
export const hotQueries: Readonly<Record<string, HotQuery>> = {
  'a guest asks': {
    as: door,
    run: (tx, { night, restlessId }) =>
      submit(tx, ask(night, asking(night, restlessId), `Song ${randomUUID()}`), 0),
  },
  'a guest asks for what is open': {
    as: door,
    run: (tx, { night, guestId }) => submit(tx, ask(night, asking(night, guestId), 'Waterloo'), 10),
  },
  'a guest votes': {
    as: guest,
    run: (tx, { night, requestId, guestId }) =>
      requestsIn(tx).addVote({ id: requestId, userId: night.user.id, eventId: night.event.id }, guestId),
  },
  'a guest is known again': { as: guest, run: (tx, { guestId }) => guestsIn(tx).byId(guestId) },
  'the night is read': {
    as: dj,
    run: (tx, { night }) => requestsIn(tx).allOf(night.event.id),
    whole: true,
  },
  'the guests are read': { as: dj, run: (tx, { night }) => guestsIn(tx).allOf(night.event.id), whole: true },
  'rows that changed are read': { as: dj, run: (tx, { requestId }) => requestsIn(tx).byIds([requestId]) },
  'the DJ approves': {
    as: dj,
    run: (tx, { requestId }) => requestsIn(tx).change(requestId, null, { status: 'approved' }),
  },
  'a song starts': {
    as: dj,
    run: (tx, { night, requestId }) =>
      requestsIn(tx).startPlaying(night.event.id, { id: requestId, version: 0, playing: null }, 1),
  },
  'the queue is held': { as: dj, run: (tx, { night }) => requestsIn(tx).holdApproved(night.event.id) },
  'a guest’s song goes to the end of the queue': {
    as: door,
    run: (tx, { night, guestId }) =>
      submit(tx, { ...ask(night, asking(night, guestId), 'SOS'), status: 'approved' }, 10),
  },
  'the DJ adds a song': {
    as: dj,
    run: (tx, { night, guestId }) =>
      requestsIn(tx).insert({ ...ask(night, asking(night, guestId), 'Fernando'), status: 'approved' }, 0),
  },
  'what ran out is forgotten': { as: dj, run: (tx) => guestsIn(tx).removeExpired(1) },
  'a night that is over is looked at': {
    as: dj,
    run: (tx, { night }) => historyIn(tx).of(night.event.id),
    whole: true,
  },
  'a night is reported': {
    as: dj,
    run: (tx, { night }) => nightReportIn(tx).of(night.event.id),
    whole: true,
  },
  'a page of requests is saved': {
    as: dj,
    run: (tx, { night }) => requestPagesIn(tx).requests(night.event.id, mark, 500),
  },
  'a page of plays is saved': {
    as: dj,
    run: (tx, { night }) => requestPagesIn(tx).plays(night.event.id, mark, 500),
    whole: true,
  },
  'the nights are listed': { as: dj, run: (tx, { night }) => eventsIn(tx).list(night.user.id) },
  'a night is opened': { as: dj, run: (tx, { night }) => eventsIn(tx).byId(night.event.id) },
  'a night is found by its title': {
    as: dj,
    run: (tx, { night }) => eventsIn(tx).newestOpenByTitle(night.user.id, config.title),
  },
  'a PIN is tried that is taken': {
    as: dj,
    run: (tx, { night }) =>
      eventsIn(tx).create({ userId: night.user.id, config, pin: night.event.pin, status: 'offline' }),
  },
  'somebody signs in': { as: system, run: (tx, { night }) => usersIn(tx).credentialsOf(night.user.username) },
  'the session is checked': { as: system, run: (tx, { night }) => usersIn(tx).byId(night.user.id) },
}

function asking(night: Night, id: string): Guest {
  return {
    id,
    eventId: night.event.id,
    nickname: 'Ada',
    joinedAt: 0,
    expiresAt: 0,
    device: null,
    blockedAt: null,
  }
}

/** What phones ask goes out as one statement; here inside a transaction, to be told apart from waiting for the disk. */
function submit(tx: Tx, request: NewRequest, limit: number): Promise<unknown> {
  const { userId, eventId } = request
  const submitRequests = createSubmitRequests({
    oneStatement: async <Row extends object>(text: string, values: readonly (string | number | null)[]) =>
      (await tx.execute(filledIn(text, values))) as unknown as readonly Row[],
    withTenant: (_as, work) => work(tx),
    process: 'measurement',
  })
  return submitRequests({ userId, eventId }, [request], { limit, playedSince: Date.now() - hourMs })
}

function filledIn(text: string, values: readonly (string | number | null)[]): SQL {
  const [first = '', ...rest] = text.split(/\$\d+/)
  return sql.join([sql.raw(first), ...rest.flatMap((part, at) => [sql`${values[at]}`, sql.raw(part)])])
}
