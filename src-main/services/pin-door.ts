import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../../db/open-database.ts'
import type { Event } from '../core/event.ts'
import { forgive, isBeingGuessed, judgeAttempt, needsCode } from '../core/pin-guard.ts'
import type { Refusal } from '../core/refusals.ts'
import { readStepUpCode } from '../core/step-up-code.ts'
import type { Live } from '../live.ts'
import { type PinWatch, readPinWatch } from './pin-watch.ts'
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

/** Guards the PIN of the open night. */
export function createPinDoor({ live, clock, log, ...outside }: Deps) {
  let watch: PinWatch | null = null
  let reading: Promise<void> | null = null
  let told = ''
  const watchers = new Set<() => void>()

  function read(event: Event): Promise<void> {
    reading ??= readPinWatch(event, { ...outside, log, tell })
      .then((read) => {
        watch = read
        tell()
      })
      .finally(() => {
        reading = null
      })
    return reading
  }

  /** The open night as it is by now and the watch over its PIN; nothing may be awaited between this and judging. */
  async function watched(): Promise<{ readonly event: Event; readonly held: PinWatch } | null> {
    for (;;) {
      const event = live.night()?.event
      if (event === undefined) return null
      if (watch?.eventId === event.id) {
        watch.begin(event.pin)
        return { event, held: watch }
      }
      await read(event)
    }
  }

  function tell(): void {
    const guard = watch?.guard()
    const now = guard ? `${isBeingGuessed(guard)} ${needsCode(guard)} ${watch?.code()}` : ''
    if (now === told) return
    told = now
    for (const watcher of watchers) watcher()
  }

  function judgeNow(held: PinWatch, { pin, config }: Event, proof: Proof, device: string): Refusal | null {
    const guard = held.guard()
    if ('token' in proof) {
      if (!sameText(proof.token, config.bypassToken)) return { code: 'wrong-pin' }
      held.note(forgive(guard, device))
      return null
    }
    const typedCode = readStepUpCode(proof.pin)
    const kind = typedCode === null ? 'pin' : 'code'
    const right =
      typedCode === null ? sameText(proof.pin, pin) : needsCode(guard) && sameText(typedCode, held.code())
    const verdict = judgeAttempt(guard, { device, now: clock(), kind, right })
    held.note(verdict.guard)
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
  function known(): PinWatch | null {
    const event = live.night()?.event
    const held = watch?.eventId === event?.id ? watch : null
    return held !== null && held.guard().pin === event?.pin ? held : null
  }

  // The display asks for the code from the first moment on, also when nobody has come to the door yet.
  live.subscribe(() => {
    const event = live.night()?.event
    if (event === undefined || watch?.eventId === event.id || reading !== null) return
    read(event).catch((error) => log.warn('What was guessed at the door could not be read', { error }))
  })

  return {
    /** Whether this proof opens the open night to this device; `null` = it does. */
    async judge(proof: Proof, device: string): Promise<Refusal | null> {
      let now = await watched()
      while (now !== null && 'pin' in proof && !now.held.hasPart()) {
        if (!(await now.held.askForPart())) break
        now = await watched()
      }
      return now === null ? { code: 'event-offline' } : judgeNow(now.held, now.event, proof, device)
    },

    /** The code that is asked for instead of the PIN once that was guessed at too often; else `null`. */
    codeInstead(): string | null {
      const held = known()
      return held !== null && needsCode(held.guard()) ? held.code() : null
    },

    isBeingGuessed(): boolean {
      const held = known()
      return held !== null && isBeingGuessed(held.guard())
    },

    /** Calls when either of these changed; returns its undo. */
    onGuessing(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },

    /** Another process saw something at its door. */
    async refresh(): Promise<void> {
      await known()?.refresh()
    },

    /** Stores what is not stored yet. */
    async settle(): Promise<void> {
      await watch?.settle()
    },
  }
}

/** Takes as long whether the texts differ early or late. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
