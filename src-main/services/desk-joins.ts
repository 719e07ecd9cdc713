import type { Database } from '../../db/open-database.ts'
import { requestsIn } from '../../db/requests.ts'
import { cleanNickname, cleanNote } from '../core/clean-text.ts'
import { djName, isOpen, isQueued, type Request } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live } from '../live.ts'
import type { Decide } from './decide.ts'
import { approvedAt } from './decisions.ts'
import { placeInTurn } from './in-fair-order.ts'
import type { Clock } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly clock: Clock
  readonly decide: Decide
}

/** Somebody at the desk asks for what is asked for already. `id` is the entry's own, so that sending twice joins once. */
export type DeskJoin = {
  readonly id: string
  readonly requestId: string
  readonly nickname: string
  readonly note: string
  /** A pending request is approved, too. */
  readonly approve: boolean
}

/** What an entry did beside adding its name; epoch milliseconds. */
export type Joined = {
  /** `null`: it approved nothing. */
  readonly approvedAt: number | null
  /** Since when the request was set aside before. */
  readonly heldAt: number | null
}

export const nothingMore: Joined = { approvedAt: null, heldAt: null }

/** An entry to be taken back: of its own when `id` is the request's, else a name that joined it. */
export type DeskEntry = Joined & { readonly id: string; readonly requestId: string }

/** So often a +1 is put on the present state when somebody else has changed the request meanwhile. */
const mostTries = 3

/** +1s of people without a phone, and taking back what was entered for them. */
export function createDeskJoins({ database, live, clock, decide }: Deps) {
  /** A name more or less is right whatever else was changed: it is done again on what the request is by now. */
  async function onPresent(
    requestId: string,
    act: (request: Request) => Promise<Result<Joined>>,
  ): Promise<Result<Joined>> {
    for (let tries = 1; ; tries++) {
      const request = live.night()?.requests.get(requestId)
      if (!request) return refuse(live.night() ? 'not-found' : 'no-event')
      const outcome = await act(request)
      if (outcome.ok || outcome.error.code !== 'stale' || tries === mostTries) return outcome
    }
  }

  async function add(request: Request, join: DeskJoin): Promise<Result<Joined>> {
    const { id, atDesk, version } = request
    const approves = join.approve && request.status === 'pending'
    const isIn = atDesk.some((asker) => asker.id === join.id)
    if (isIn && !approves) return done(nothingMore)
    const nickname = cleanNickname(join.nickname) ?? djName
    const asker = { id: join.id, nickname, note: cleanNote(join.note) }
    const now = clock()
    const outcome = await decide(
      { id, version },
      {
        may: isOpen,
        patch: { ...(approves && approvedAt(now)), ...(!isIn && { atDesk: [...atDesk, asker] }) },
        ...(approves && { place: (queue, night) => placeInTurn(night, queue, id) }),
      },
    )
    if (!outcome.ok) return outcome
    return done(approves ? { approvedAt: now, heldAt: request.heldAt } : nothingMore)
  }

  async function remove(request: Request, entry: DeskEntry): Promise<Result<Joined>> {
    const { id, version, atDesk } = request
    const others = atDesk.filter((asker) => asker.id !== entry.id)
    // Approved by somebody else since, it stays so; what plays or was played stays anyway.
    const reopens = isQueued(request) && request.approvedAt === entry.approvedAt
    if (others.length === atDesk.length && !reopens) return done(nothingMore)
    const pending = {
      status: 'pending',
      heldAt: entry.heldAt,
      queuePosition: null,
      approvedAt: null,
    } as const
    const patch = { atDesk: others, ...(reopens && pending) }
    const outcome = await decide({ id, version }, { may: () => true, patch })
    return outcome.ok ? done(nothingMore) : outcome
  }

  async function takeBackOwn(id: string): Promise<Result<null>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    const dj = { role: 'dj', userId: night.event.userId } as const
    const { outcome, row } = await database.withTenant(dj, async (tx) => {
      const requests = requestsIn(tx)
      const withdrawn = await requests.withdrawEntry(id, clock())
      return { outcome: withdrawn, row: withdrawn === null ? await requests.byId(id) : null }
    })
    if (outcome === 'withdrawn') live.apply({ removed: [id] })
    else if (outcome !== null) live.apply({ requests: [outcome] })
    else live.apply(row ? { requests: [row] } : { removed: [id] })
    return outcome === null && row ? refuse('stale') : done()
  }

  return {
    /** Adds a name and a dedication to an open request; `stale` when it is not open any more. */
    join: (join: DeskJoin): Promise<Result<Joined>> =>
      onPresent(join.requestId, (request) => add(request, join)),

    /** Takes back what an entry did and nothing else; one that is gone needs no way back. */
    async takeBackEntry(entry: DeskEntry): Promise<Result<null>> {
      if (entry.id === entry.requestId) return takeBackOwn(entry.id)
      const outcome = await onPresent(entry.requestId, (request) => remove(request, entry))
      return outcome.ok || outcome.error.code === 'not-found' ? done() : outcome
    },
  }
}
