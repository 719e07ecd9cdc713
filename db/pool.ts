import { type Client, connect } from './link.ts'

/** One connection that is used by one transaction at a time. */
export type Slot = {
  readonly client: Client
  /** Epoch milliseconds of the last return; 0 while it was never used. */
  usedAt: number
  /** Grows when the connection closes: a transaction that saw another number is over. */
  readonly generation: () => number
}

const unusedMilliseconds = 30_000

/** A plan made while the night is young is kept: it must not be one that reads the whole table. */
export const planning = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' } as const

/**
 * A fixed number of single connections of one role, opened when first needed, first come first served, closed after
 * `idleMilliseconds` unused. Own code because postgres.js can neither pipeline a `BEGIN` nor drop one hanging
 * connection of its pool.
 */
export function createPool(
  url: string,
  role: string | null,
  size: number,
  idleMilliseconds = unusedMilliseconds,
) {
  const settings = { ...planning, ...(role !== null && { role }) }
  const idle: Slot[] = Array.from({ length: size }, makeSlot)
  const everySlot = new Set(idle)
  const waiting: { readonly take: (slot: Slot) => void; readonly fail: (error: Error) => void }[] = []
  let closed = false

  function makeSlot(): Slot {
    let generation = 0
    const client = connect(url, {
      settings,
      onClose: () => {
        generation += 1
      },
    })
    return { client, usedAt: 0, generation: () => generation }
  }

  function giveBack(slot: Slot): void {
    const next = waiting.shift()
    if (next === undefined) idle.push(slot)
    else next.take(slot)
  }

  function replace(slot: Slot): Slot | null {
    if (!everySlot.delete(slot)) return null
    void slot.client.end({ timeout: 0 })
    if (closed) return null
    const fresh = makeSlot()
    everySlot.add(fresh)
    return fresh
  }

  const sweeper = setInterval(() => {
    const stale = Date.now() - idleMilliseconds
    for (const [place, slot] of idle.entries()) {
      if (slot.usedAt > 0 && slot.usedAt < stale) idle[place] = replace(slot) ?? slot
    }
  }, idleMilliseconds / 2)
  sweeper.unref()

  return {
    /** A free connection; rejects with `onLate()` when none is free in time. */
    acquire(milliseconds: number, onLate: () => Error): Promise<Slot> {
      if (closed) return Promise.reject(new Error('the database is closed'))
      // The one used last is the one most likely to be open.
      const free = idle.pop()
      if (free !== undefined) return Promise.resolve(free)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(entry), 1)
          reject(onLate())
        }, milliseconds)
        const entry = {
          take(slot: Slot) {
            clearTimeout(timer)
            resolve(slot)
          },
          fail(error: Error) {
            clearTimeout(timer)
            reject(error)
          },
        }
        waiting.push(entry)
      })
    },

    release(slot: Slot): void {
      slot.usedAt = Date.now()
      if (everySlot.has(slot)) giveBack(slot)
    },

    /** Drops a connection that hangs, with all that is sent on it, and puts a new one in its place. */
    discard(slot: Slot): void {
      const fresh = replace(slot)
      if (fresh !== null) giveBack(fresh)
    },

    /** Waits up to `seconds` for transactions that run, then cuts them off. */
    async close(seconds: number): Promise<void> {
      closed = true
      clearInterval(sweeper)
      for (const entry of waiting.splice(0)) entry.fail(new Error('the database is closed'))
      await Promise.all([...everySlot].map((slot) => slot.client.end({ timeout: seconds })))
    },

    counts: () => ({ size, idle: idle.length, waiting: waiting.length }),
  }
}

export type Pool = ReturnType<typeof createPool>
