import { DatabaseProblem } from '../../db/database-problem.ts'
import type { NewRequest } from '../../db/insert-request.ts'
import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import type { Rules, Submitted } from '../../db/submit-requests.ts'
import { isQueued, type Request } from '../core/request.ts'
import type { Live } from '../live.ts'
import { takeTurns } from './in-fair-order.ts'

type Deps = {
  readonly database: Pick<Database, 'submitRequests' | 'withTenant'>
  readonly live: Live
}

export type Submission = NewRequest & { readonly guestId: string }

type Waiting = {
  readonly request: Submission
  readonly rules: Rules
  readonly resolve: (outcome: Submitted) => void
  readonly reject: (error: unknown) => void
}

type Line = { readonly waiting: Waiting[] }

/** Longer batches would keep main and Postgres waiting for each other instead of working side by side. */
const mostAtOnce = 128
/** What may be stored without our knowing is looked for this often, until the database answers. */
const looks = 60
const lookEveryMs = 1_000

/**
 * Group commit: while requests of an event are being stored, those that arrive wait and go together next. Nobody waits
 * when nothing is under way.
 */
export function createSubmissions({ database, live }: Deps) {
  const lines = new Map<string, Line>()

  async function work(eventId: string, line: Line): Promise<void> {
    while (line.waiting.length > 0) await storeTogether(takeBatch(line.waiting), line)
    lines.delete(eventId)
  }

  async function storeTogether(batch: readonly Waiting[], line: Line): Promise<void> {
    try {
      const outcomes = await store(batch)
      for (const [at, outcome] of outcomes.entries()) batch[at]?.resolve(outcome)
    } catch (error) {
      if (isAway(error)) {
        // Who waits would wait as long again: their phones send the same id once more.
        void lookFor(batch, looks)
        for (const { reject } of [...batch, ...line.waiting.splice(0)]) reject(error)
      } else if (batch.length === 1) batch[0]?.reject(error)
      // A row that Postgres can't take must not cost the others theirs.
      else for (const one of batch) await storeTogether([one], line)
    }
  }

  /** Whoever is answered finds their request in the live state. */
  async function store(batch: readonly Waiting[]): Promise<readonly Submitted[]> {
    const [first] = batch
    if (first === undefined) return []
    const { userId, eventId } = first.request
    const asked = batch.map(({ request }) => request)
    const stored = await database.submitRequests({ userId, eventId }, asked, first.rules)
    const { outcomes, moved } = await inFairOrder(stored)
    live.apply({ requests: [...outcomes.flatMap(rowOf), ...moved] })
    return outcomes
  }

  /**
   * Where guests take turns, approved songs move from the end to their places: a second commit, for all of a batch. Should
   * that fail, they wait at the end. `moved`: all whose place changed, also those that only made room.
   */
  async function inFairOrder(
    outcomes: readonly Submitted[],
  ): Promise<{ readonly outcomes: readonly Submitted[]; readonly moved: readonly Request[] }> {
    const night = live.night()
    const fresh = outcomes.flatMap(newInQueue)
    if (!night?.event.config.fairOrder || fresh.length === 0) return { outcomes, moved: [] }
    const moved = await takeTurns(database, night, fresh).catch(() => [])
    const byId = new Map(moved.map((row) => [row.id, row]))
    const placed = outcomes.map((outcome) =>
      typeof outcome === 'object' && 'row' in outcome
        ? { ...outcome, row: byId.get(outcome.row.id) ?? outcome.row }
        : outcome,
    )
    return { outcomes: placed, moved }
  }

  /** The commit may stand, though its answer never came: the DJ shall see it without the phone's asking again. */
  async function lookFor(batch: readonly Waiting[], left: number): Promise<void> {
    const [first] = batch
    if (first === undefined || left === 0) return
    const context = { role: 'dj', userId: first.request.userId } as const
    const ids = batch.map(({ request }) => request.id)
    try {
      live.apply({ requests: await database.withTenant(context, (tx) => requestsIn(tx).byIds(ids)) })
    } catch {
      setTimeout(() => void lookFor(batch, left - 1), lookEveryMs).unref()
    }
  }

  return {
    /**
     * Resolves when the commit is on disk and the live state has it. Rejects with `DatabaseProblem` when the database
     * is away: whether the request is stored is unknown then.
     */
    submit(request: Submission, rules: Rules): Promise<Submitted> {
      return new Promise((resolve, reject) => {
        const one = { request, rules, resolve, reject }
        const line = lines.get(request.eventId)
        if (line) {
          line.waiting.push(one)
          return
        }
        const begun = { waiting: [one] }
        lines.set(request.eventId, begun)
        void work(request.eventId, begun)
      })
    },
  }
}

/** Takes the first in line that can be stored by one statement: the same rules, each id once, and with a limit each guest. */
function takeBatch(waiting: Waiting[]): readonly Waiting[] {
  const [first] = waiting
  const ids = new Set<string>()
  const guests = new Set<string>()
  const batch: Waiting[] = []
  const left: Waiting[] = []
  for (const one of waiting) {
    const { id, guestId } = one.request
    const fits = batch.length < mostAtOnce && first && areAlike(one.rules, first.rules) && !ids.has(id)
    if (fits && (one.rules.limit === 0 || !guests.has(guestId))) batch.push(one)
    else left.push(one)
    // Also of those left: of one guest's requests the one that was first in line stays first.
    ids.add(id)
    guests.add(guestId)
  }
  waiting.splice(0, waiting.length, ...left)
  return batch
}

/** The clock has gone on by some milliseconds between two of one batch, which makes no difference to anybody. */
function areAlike(one: Rules, other: Rules): boolean {
  return one.limit === other.limit && (one.playedSince === null) === (other.playedSince === null)
}

function newInQueue(outcome: Submitted): readonly Request[] {
  const isNew = typeof outcome === 'object' && 'row' in outcome && outcome.created
  return isNew && isQueued(outcome.row) ? [outcome.row] : []
}

function rowOf(outcome: Submitted) {
  if (typeof outcome === 'string') return []
  return 'row' in outcome ? [outcome.row] : [outcome.conflict]
}

/** Trying one by one is of no use then. A row that the policies refuse is no problem of the database. */
function isAway(error: unknown): boolean {
  return error instanceof DatabaseProblem && error.problem !== 'not-allowed'
}
