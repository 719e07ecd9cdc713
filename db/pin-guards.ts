import { eq, sql } from 'drizzle-orm'
import { pinGuards } from './schema.ts'
import type { Tx } from './tenant.ts'

/** What is known of guesses at a PIN, by all processes that let guests in to its night. */
export type StoredGuard = {
  readonly pin: string
  readonly failures: number
  readonly spent: boolean
  /** What is asked for instead once the budget is spent. */
  readonly code: string
}

const columns = {
  pin: pinGuards.pin,
  failures: pinGuards.failures,
  spent: pinGuards.spent,
  code: pinGuards.code,
}

export function pinGuardsIn(tx: Tx) {
  async function of(eventId: string): Promise<StoredGuard | null> {
    const [row] = await tx.select(columns).from(pinGuards).where(eq(pinGuards.eventId, eventId))
    return row ?? null
  }

  return {
    of,

    /**
     * Adds what one process saw, and answers what all of them saw. Another PIN begins anew; one that the night does not
     * have any more changes nothing.
     */
    async add(
      night: { readonly id: string; readonly userId: string },
      seen: StoredGuard,
    ): Promise<StoredGuard | null> {
      const { pin, failures, spent, code } = seen
      await tx.execute(sql`
        insert into pin_guards as held (event_id, user_id, pin, failures, spent, code)
        select id, user_id, pin, greatest(${failures}::int, 0), ${spent}::boolean, ${code}::text from events
        where id = ${night.id}::uuid and user_id = ${night.userId}::uuid and pin = ${pin}::text
        on conflict (event_id) do update set
          pin = excluded.pin,
          failures = case when held.pin = excluded.pin
            then greatest(held.failures + ${failures}::int, 0) else excluded.failures end,
          spent = excluded.spent or (held.pin = excluded.pin and held.spent),
          code = case when held.pin = excluded.pin then held.code else excluded.code end`)
      return of(night.id)
    },
  }
}
