import { eq, sql } from 'drizzle-orm'
import { grantOf } from '../src-main/core/pin-guard.ts'
import { pinGuards } from './schema.ts'
import type { Tx } from './tenant.ts'

/** What is known of guesses at a PIN, by all doors of its night. */
export type StoredGuard = {
  readonly pin: string
  /** With what doors were granted and have not given back. */
  readonly failures: number
  readonly spent: boolean
  /** What is asked for instead once the budget is spent. */
  readonly code: string
}

export type GuardChange = Pick<StoredGuard, 'pin' | 'spent' | 'code'> & {
  /** Added to the failures. */
  readonly change: number
  /** Whether a further part of the budget is wanted. */
  readonly wantsMore: boolean
}

const columns = {
  pin: pinGuards.pin,
  failures: pinGuards.failures,
  spent: pinGuards.spent,
  code: pinGuards.code,
}

export function pinGuardsIn(tx: Tx) {
  return {
    async of(eventId: string): Promise<StoredGuard | null> {
      const [row] = await tx.select(columns).from(pinGuards).where(eq(pinGuards.eventId, eventId))
      return row ?? null
    },

    /**
     * Adds what one door saw, grants it more where it wants that, and answers what all doors know then. Another PIN begins
     * anew; `null` for one that the night does not have any more.
     */
    async change(
      night: { readonly id: string; readonly userId: string },
      { pin, spent, code, change, wantsMore }: GuardChange,
    ): Promise<{ readonly stored: StoredGuard; readonly granted: number } | null> {
      const [held] = await tx.execute<StoredGuard>(sql`
        insert into pin_guards as held (event_id, user_id, pin, code)
        select id, user_id, pin, ${code}::text from events
        where id = ${night.id}::uuid and user_id = ${night.userId}::uuid and pin = ${pin}::text
        on conflict (event_id) do update set
          pin = excluded.pin,
          failures = case when held.pin = excluded.pin then held.failures else 0 end,
          spent = held.pin = excluded.pin and held.spent,
          code = case when held.pin = excluded.pin then held.code else excluded.code end
        returning pin, failures, spent, code`)
      if (!held) return null
      const counted = Math.max(0, held.failures + change)
      const granted = wantsMore ? grantOf(counted) : 0
      const [stored] = await tx
        .update(pinGuards)
        .set({ failures: counted + granted, spent: held.spent || spent })
        .where(eq(pinGuards.eventId, night.id))
        .returning(columns)
      return stored ? { stored, granted } : null
    },
  }
}
