import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../../db/open-database.ts'
import { pinGuardsIn, type StoredGuard } from '../../db/pin-guards.ts'
import type { Event } from '../core/event.ts'
import {
  forgive,
  guardOfPin,
  isBeingGuessed,
  judgeAttempt,
  needsCode,
  newPinGuard,
  type PinGuard,
  withFailures,
} from '../core/pin-guard.ts'
import type { Refusal } from '../core/refusals.ts'
import { readStepUpCode, stepUpCode } from '../core/step-up-code.ts'
import type { Live } from '../live.ts'
import type { Clock, Log, RandomToken } from './ports.ts'
import { sha256 } from './sha256.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly randomToken: RandomToken
  readonly clock: Clock
  readonly log: Log
}

/** How somebody shows that they are in the room: the typed PIN or code, or the join link's token. */
export type Proof = { readonly pin: string } | { readonly token: string }

/** What is known of one night. */
type Watch = {
  readonly event: Pick<Event, 'id' | 'userId'>
  guard: PinGuard
  code: string
  /** Failures that the database counts already and that did not happen yet; below zero: that it doesn't know of. */
  granted: number
}

const codeBytes = 16
/** After so long without a failure what was granted is given back. */
const restMs = 1_000

/**
 * Guards the PIN of the open night. What counts is kept in the database: a restart forgets nothing, and several doors of
 * one night share one budget. A door takes a part of it before it judges, and gives back after a second of rest what it did
 * not need; if it dies before, the PIN lasts for ten guesses less.
 */
export function createPinDoor({ database, live, randomToken, clock, log }: Deps) {
  let watch: Watch | null = null
  let reading: Promise<Watch> | null = null
  let asking: Promise<boolean> | null = null
  let resting: NodeJS.Timeout | null = null
  let stage = ''
  const watchers = new Set<() => void>()

  function newCode(): string {
    return stepUpCode(Buffer.from(randomToken(codeBytes), 'base64url'))
  }

  function asDj<T>(userId: string, work: (guards: ReturnType<typeof pinGuardsIn>) => Promise<T>): Promise<T> {
    return database.withTenant({ role: 'dj', userId }, (tx) => work(pinGuardsIn(tx)))
  }

  async function read({ id, userId, pin }: Event): Promise<Watch> {
    const stored = await asDj(userId, (guards) => guards.of(id))
    const fresh = { event: { id, userId }, guard: newPinGuard(pin), code: newCode(), granted: 0 }
    watch = fresh
    if (stored?.pin === pin) take(fresh, stored)
    tell()
    return fresh
  }

  function readOnce(event: Event): Promise<Watch> {
    reading ??= read(event).finally(() => {
      reading = null
    })
    return reading
  }

  /** The open night as it is by now and the watch over its PIN; nothing may be awaited between this and judging. */
  async function watched(): Promise<{ readonly event: Event; readonly held: Watch } | null> {
    for (;;) {
      const event = live.night()?.event
      if (event === undefined) return null
      if (watch?.event.id === event.id) return { event, held: begunAnew(watch, event.pin) }
      await readOnce(event)
    }
  }

  /** Another PIN has a budget and a code of its own. */
  function begunAnew(held: Watch, pin: string): Watch {
    if (held.guard.pin === pin) return held
    held.guard = guardOfPin(held.guard, pin)
    held.code = newCode()
    held.granted = 0
    return held
  }

  function take(held: Watch, stored: StoredGuard): void {
    held.code = stored.code
    held.guard = withFailures(held.guard, stored.failures - held.granted, stored.spent)
  }

  /** Tells the database what it does not know. False when it is away: the door is then guarded from memory. */
  async function settle(held: Watch, wantsMore: boolean): Promise<boolean> {
    const { guard, code, granted, event } = held
    // Given back from here on, so that nothing that happens meanwhile is taken from it.
    held.granted = 0
    const seen = { pin: guard.pin, spent: guard.spent, code, change: -granted, wantsMore }
    try {
      const known = await asDj(event.userId, (guards) => guards.change(event, seen))
      if (held.guard.pin !== guard.pin) return true
      if (known === null) return false
      held.granted += known.granted
      take(held, known.stored)
      tell()
      return true
    } catch (error) {
      if (held.guard.pin === guard.pin) held.granted += granted
      log.warn('What was guessed at the door could not be stored', { error })
      return false
    }
  }

  /** One asks for all who wait. */
  function askForMore(held: Watch): Promise<boolean> {
    asking ??= settle(held, true).finally(() => {
      asking = null
    })
    return asking
  }

  function rest(held: Watch): void {
    if (resting !== null) clearTimeout(resting)
    resting = setTimeout(() => {
      resting = null
      if (held.granted !== 0) void settle(held, false)
    }, restMs)
    resting.unref()
  }

  function note(held: Watch, guard: PinGuard): void {
    held.granted -= guard.failures - held.guard.failures
    const isSpentNow = guard.spent && !held.guard.spent
    held.guard = guard
    if (isSpentNow) void settle(held, false)
    else if (held.granted !== 0) rest(held)
    tell()
  }

  function tell(): void {
    const now = watch === null ? '' : `${isBeingGuessed(watch.guard)} ${needsCode(watch.guard)} ${watch.code}`
    if (now === stage) return
    stage = now
    for (const watcher of watchers) watcher()
  }

  function judgeNow(held: Watch, { pin, config }: Event, proof: Proof, device: string): Refusal | null {
    if ('token' in proof) {
      if (!sameText(proof.token, config.bypassToken)) return { code: 'wrong-pin' }
      note(held, forgive(held.guard, device))
      return null
    }
    const typedCode = readStepUpCode(proof.pin)
    const kind = typedCode === null ? 'pin' : 'code'
    const right =
      typedCode === null ? sameText(proof.pin, pin) : needsCode(held.guard) && sameText(typedCode, held.code)
    const verdict = judgeAttempt(held.guard, { device, now: clock(), kind, right })
    note(held, verdict.guard)
    switch (verdict.verdict) {
      case 'welcome':
        return null
      case 'wrong':
        return { code: 'wrong-pin' }
      case 'code-required':
        return { code: 'code-required' }
      case 'wait':
        return { code: 'slow-down', retryAfter: verdict.retryAfter }
    }
  }

  /** What is known of the PIN that the open night has now; `null` before it was read. */
  function known(): Watch | null {
    const event = live.night()?.event
    return event !== undefined && watch?.event.id === event.id && watch.guard.pin === event.pin ? watch : null
  }

  // The display asks for the code from the first moment on, also when nobody has come to the door yet.
  live.subscribe(() => {
    const event = live.night()?.event
    if (event === undefined || watch?.event.id === event.id || reading !== null) return
    readOnce(event).catch((error) => log.warn('What was guessed at the door could not be read', { error }))
  })

  return {
    /** Whether this proof opens the open night to this device; `null` = it does. */
    async judge(proof: Proof, device: string): Promise<Refusal | null> {
      let now = await watched()
      while (now !== null && 'pin' in proof && now.held.granted <= 0 && !now.held.guard.spent) {
        if (!(await askForMore(now.held))) break
        now = await watched()
      }
      return now === null ? { code: 'event-offline' } : judgeNow(now.held, now.event, proof, device)
    },

    /** The code that is asked for instead of the PIN once that was guessed at too often; else `null`. */
    codeInstead(): string | null {
      const held = known()
      return held !== null && needsCode(held.guard) ? held.code : null
    },

    isBeingGuessed(): boolean {
      const held = known()
      return held !== null && isBeingGuessed(held.guard)
    },

    /** Calls when either of these changed; returns its undo. */
    onGuessing(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },

    /** Another process saw something at its door. */
    async refresh(): Promise<void> {
      const held = known()
      if (held === null) return
      const stored = await asDj(held.event.userId, (guards) => guards.of(held.event.id))
      if (stored?.pin !== held.guard.pin) return
      take(held, stored)
      tell()
    },

    /** Stores what is not stored yet. */
    async settle(): Promise<void> {
      if (resting !== null) clearTimeout(resting)
      await asking
      if (watch !== null && watch.granted !== 0) await settle(watch, false)
    },
  }
}

/** Takes as long whether the texts differ early or late. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
