import { randomInt } from 'node:crypto'
import { choosePin, isGuessable, isPin } from '../../src-main/core/pin.ts'
import { DatabaseProblem } from '../database-problem.ts'
import type { Sql } from './catalogue.ts'
import { type Repair, some } from './repair.ts'

export type FoundPin = { readonly key: string; readonly pin: string | null }

/**
 * New PINs for events whose PIN is none or is taken by an earlier one in the list. `random` gives a whole number
 * below its argument.
 */
export function freshPins(
  found: readonly FoundPin[],
  random: (below: number) => number,
): ReadonlyMap<string, string> {
  const all = new Set(found.map(({ pin }) => pin))
  const kept = new Set<string>()
  const changes = new Map<string, string>()
  for (const { key, pin } of found) {
    if (pin !== null && isPin(pin) && !kept.has(pin)) kept.add(pin)
    else changes.set(key, freePin(all, random))
  }
  return changes
}

/** A PIN that is not in `taken`, to which it is added. */
export function freePin(taken: Set<string | null>, random: (below: number) => number): string {
  const tries = 50
  for (let number = 0; number < tries; number++) {
    const pin = choosePin(random)
    if (!taken.has(pin)) return take(pin)
  }
  const pins = Array.from({ length: 10_000 }, (_, number) => String(number).padStart(4, '0'))
  const free = pins.filter((pin) => !taken.has(pin))
  const good = free.filter((pin) => !isGuessable(pin))
  const rest = good.length > 0 ? good : free
  const pin = rest[random(Math.max(rest.length, 1))]
  if (pin === undefined) {
    throw new DatabaseProblem(
      'foreign-schema',
      'All 10,000 PINs are taken by events, so none is free for those that need a new one. Delete some events first; nothing was changed.',
    )
  }
  return take(pin)

  function take(chosen: string): string {
    taken.add(chosen)
    return chosen
  }
}

/** Looks for PINs that are not four digits, or that two events have. */
export async function findPins(sql: Sql): Promise<Repair> {
  // The event that is live keeps its PIN: it may hang on a wall.
  const found = await sql.unsafe<FoundPin[]>(`
    select id::text as key, pin::text as pin from public.events
    order by status::text is distinct from 'live', created_at, id`)
  const changes = [...freshPins(found, randomInt)].map(([key, pin]) => ({ key, pin }))
  return {
    table: 'events',
    column: 'pin',
    rows: `select e.id::text as key,
        coalesce(e.config::jsonb ->> 'event_title' || ' ', '') || '(' || coalesce(e.pin::text, 'no PIN') || ')' as label,
        to_jsonb(e.pin::text) as before, to_jsonb(change.pin) as after
      from public.events e join jsonb_to_recordset($1::text::jsonb) as change (key text, pin text)
        on change.key = e.id::text`,
    values: [JSON.stringify(changes)],
    words: (count) =>
      `${some(count, 'event')} with a PIN that is not four digits or is another event's too; new ones are drawn`,
  }
}
