import { DatabaseProblem } from '../../db/database-problem.ts'
import type { Inserted, NewRequest } from '../../db/insert-request.ts'
import type { Database } from '../../db/open-database.ts'
import { placesLast } from '../core/queue.ts'
import type { Live } from '../live.ts'

type Deps = { readonly database: Pick<Database, 'submitRequests'>; readonly live: Live }

/** A guest's request before it has its place in the queue, which it gets when it is stored. */
export type Submission = Omit<NewRequest, 'queuePosition' | 'guestId'> & { readonly guestId: string }

type Waiting = {
  readonly request: Submission
  readonly limit: number
  readonly resolve: (outcome: Inserted) => void
  readonly reject: (error: unknown) => void
}

type Line = { readonly waiting: Waiting[] }

/** Longer batches would keep main and Postgres waiting for each other instead of working side by side. */
const mostAtOnce = 128

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
        for (const { reject } of [...batch, ...line.waiting.splice(0)]) reject(error)
      } else if (batch.length === 1) batch[0]?.reject(error)
      // A row that Postgres can't take must not cost the others theirs.
      else for (const one of batch) await storeTogether([one], line)
    }
  }

  /** Whoever is answered finds their request in the live state. */
  async function store(batch: readonly Waiting[]): Promise<readonly Inserted[]> {
    const [first] = batch
    if (first === undefined) return []
    const { userId, eventId } = first.request
    const outcomes = await database.submitRequests({ userId, eventId }, placed(batch), first.limit)
    live.apply({ requests: outcomes.flatMap(rowOf) })
    return outcomes
  }

  /** What is approved by itself goes to the end of the queue, in the order of asking. */
  function placed(batch: readonly Waiting[]): readonly NewRequest[] {
    const approved = batch.filter(({ request }) => request.status === 'approved').length
    const places = approved === 0 ? [] : placesLast(live.night()?.queue ?? [], approved)
    let next = 0
    return batch.map(({ request }) => ({
      ...request,
      queuePosition: request.status === 'approved' ? (places[next++] ?? null) : null,
    }))
  }

  return {
    /**
     * Resolves when the commit is on disk and the live state has it; `limit` per guest, 0 = unlimited. Rejects with
     * `DatabaseProblem` when the database is away: whether the request is stored is unknown then.
     */
    submit(request: Submission, limit: number): Promise<Inserted> {
      return new Promise((resolve, reject) => {
        const one = { request, limit, resolve, reject }
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

/** Takes the first in line that can be stored by one statement: one limit, each id once, and with a limit each guest. */
function takeBatch(waiting: Waiting[]): readonly Waiting[] {
  const limit = waiting[0]?.limit ?? 0
  const ids = new Set<string>()
  const guests = new Set<string>()
  const batch: Waiting[] = []
  const left: Waiting[] = []
  for (const one of waiting) {
    const { id, guestId } = one.request
    const fits = batch.length < mostAtOnce && one.limit === limit && !ids.has(id)
    if (fits && (limit === 0 || !guests.has(guestId))) batch.push(one)
    else left.push(one)
    // Also of those left: of one guest's requests the one that was first in line stays first.
    ids.add(id)
    guests.add(guestId)
  }
  waiting.splice(0, waiting.length, ...left)
  return batch
}

function rowOf(outcome: Inserted) {
  if (typeof outcome === 'string') return []
  return 'row' in outcome ? [outcome.row] : [outcome.conflict]
}

/** Trying one by one is of no use then. A row that the policies refuse is no problem of the database. */
function isAway(error: unknown): boolean {
  return error instanceof DatabaseProblem && error.problem !== 'not-allowed'
}
