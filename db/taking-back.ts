import { and, asc, eq, isNull, type SQL } from 'drizzle-orm'
import type { Request } from '../src-main/core/request.ts'
import { guestsIn } from './guests.ts'
import { columns, nextVersion, toRequest } from './request-rows.ts'
import { requests, requestVotes } from './schema.ts'
import type { Tx } from './tenant.ts'

/**
 * Takes a request back at `at`, where `may` holds of it: nobody sees it any more, or it becomes whose it is by now. `null`:
 * it does not hold.
 */
export async function takeBack(
  tx: Tx,
  id: string,
  may: SQL | undefined,
  at: number,
): Promise<Request | 'withdrawn' | null> {
  const [held] = await tx
    .select(columns)
    .from(requests)
    .where(and(eq(requests.id, id), isNull(requests.withdrawnAt), may))
    // A +1 of the same moment is seen, or comes after.
    .for('update')
  if (!held) return null
  const heir = (await firstVoter(tx, id)) ?? firstAtDesk(toRequest(held))
  if (heir === null) {
    await tx
      .update(requests)
      .set({
        status: 'rejected',
        queuePosition: null,
        note: null,
        withdrawnAt: at,
        version: nextVersion,
      })
      .where(eq(requests.id, id))
    return 'withdrawn'
  }
  const { guestId } = heir
  if (guestId !== null)
    await tx
      .delete(requestVotes)
      .where(and(eq(requestVotes.requestId, id), eq(requestVotes.guestId, guestId)))
  await tx
    .update(requests)
    .set({
      ...heir,
      origin: guestId === null ? 'dj' : 'guest',
      answer: null,
      ipHash: null,
      version: nextVersion,
    })
    .where(eq(requests.id, id))
  const [handedOn] = await tx.select(columns).from(requests).where(eq(requests.id, id))
  return handedOn ? toRequest(handedOn) : null
}

/** Whose a request becomes when its own guest does not want it any more. */
type Heir = Pick<Request, 'guestId' | 'nickname' | 'note'> & Partial<Pick<Request, 'atDesk'>>

/** Who added a +1 first and is still welcome. */
async function firstVoter(tx: Tx, requestId: string): Promise<Heir | null> {
  const votes = await tx
    .select({ guestId: requestVotes.guestId })
    .from(requestVotes)
    .where(eq(requestVotes.requestId, requestId))
    .orderBy(asc(requestVotes.createdAt), asc(requestVotes.guestId))
  if (votes.length === 0) return null
  const guests = await guestsIn(tx).byIds(votes.map(({ guestId }) => guestId))
  const welcome = new Map(
    guests.filter(({ blockedAt }) => blockedAt === null).map((guest) => [guest.id, guest]),
  )
  const first = votes.map(({ guestId }) => welcome.get(guestId)).find((guest) => guest !== undefined)
  return first ? { guestId: first.id, nickname: first.nickname, note: null } : null
}

function firstAtDesk({ atDesk: [first, ...others] }: Request): Heir | null {
  return first ? { guestId: null, nickname: first.nickname, note: first.note, atDesk: others } : null
}
