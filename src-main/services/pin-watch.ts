import type { Database } from '../../db/open-database.ts'
import { pinGuardsIn, type StoredGuard } from '../../db/pin-guards.ts'
import type { Event } from '../core/event.ts'
import { guardOfPin, newPinGuard, type PinGuard, withFailures } from '../core/pin-guard.ts'
import { stepUpCode } from '../core/step-up-code.ts'
import type { Log, RandomToken } from './ports.ts'

type Deps = {
  readonly database: Database
  readonly randomToken: RandomToken
  readonly log: Log
  /** Something of it may have changed. */
  readonly tell: () => void
}

export type PinWatch = Awaited<ReturnType<typeof readPinWatch>>

const codeBytes = 16
/** After so long without a failure what was granted is given back. */
const restMs = 1_000

/**
 * What is known of guesses at one night's PIN, here and at its other doors. It is kept in the database: a restart
 * forgets nothing, and all doors share one budget. A door takes a part of it before it judges, and gives back after a second
 * of rest what it did not need; if it dies before, the PIN lasts for ten guesses less.
 */
export async function readPinWatch({ id, userId, pin }: Event, { database, randomToken, log, tell }: Deps) {
  let guard = newPinGuard(pin)
  let code = newCode()
  /** Failures that the database counts already and that did not happen yet; below zero: that it doesn't know of. */
  let granted = 0
  let asking: Promise<boolean> | null = null
  let resting: NodeJS.Timeout | null = null

  function newCode(): string {
    return stepUpCode(Buffer.from(randomToken(codeBytes), 'base64url'))
  }

  function asDj<T>(work: (guards: ReturnType<typeof pinGuardsIn>) => Promise<T>): Promise<T> {
    return database.withTenant({ role: 'dj', userId }, (tx) => work(pinGuardsIn(tx)))
  }

  /** Takes over what all doors know; nothing of another PIN. */
  async function refresh(): Promise<void> {
    const stored = await asDj((guards) => guards.of(id))
    if (stored?.pin === guard.pin) take(stored)
  }

  function take(stored: StoredGuard): void {
    code = stored.code
    guard = withFailures(guard, stored.failures - granted, stored.spent)
    tell()
  }

  /** Tells the database what it does not know. False when it is away: the door is then guarded from memory. */
  async function settle(wantsMore: boolean): Promise<boolean> {
    const { pin: asked, spent } = guard
    const given = granted
    // Given back from here on, so that nothing that happens meanwhile is taken from it.
    granted = 0
    try {
      const change = { pin: asked, spent, code, change: -given, wantsMore }
      const known = await asDj((guards) => guards.change({ id, userId }, change))
      if (guard.pin !== asked) return true
      if (known === null) return false
      granted += known.granted
      take(known.stored)
      return true
    } catch (error) {
      if (guard.pin === asked) granted += given
      log.warn('What was guessed at the door could not be stored', { error })
      return false
    }
  }

  function rest(): void {
    if (resting !== null) clearTimeout(resting)
    resting = setTimeout(() => {
      resting = null
      if (granted !== 0) void settle(false)
    }, restMs)
    resting.unref()
  }

  await refresh()
  return {
    eventId: id,
    guard: () => guard,
    code: () => code,

    /** Another PIN has a budget and a code of its own. */
    begin(anew: string): void {
      if (guard.pin === anew) return
      guard = guardOfPin(guard, anew)
      code = newCode()
      granted = 0
    },

    /** Whether one more guess may be judged without asking. */
    hasPart: () => granted > 0 || guard.spent,

    /** A further part of the budget; one asks for all who wait. False when nobody can be asked. */
    askForPart(): Promise<boolean> {
      asking ??= settle(true).finally(() => {
        asking = null
      })
      return asking
    },

    /** What the guard has become by a guess, or by somebody who got in. */
    note(next: PinGuard): void {
      granted -= next.failures - guard.failures
      const isSpentNow = next.spent && !guard.spent
      guard = next
      if (isSpentNow) void settle(false)
      else if (granted !== 0) rest()
      tell()
    },

    refresh,

    /** Stores what is not stored yet. */
    async settle(): Promise<void> {
      if (resting !== null) clearTimeout(resting)
      await asking
      if (granted !== 0) await settle(false)
    },
  }
}
