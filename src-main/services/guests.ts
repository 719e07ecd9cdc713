import { timingSafeEqual } from 'node:crypto'
import { guestsIn } from '../../db/guests.ts'
import type { Database } from '../../db/open-database.ts'
import { cleanNickname } from '../core/clean-text.ts'
import type { Guest } from '../core/guest.ts'
import {
  forgive,
  guardOfPin,
  isAddress,
  isBeingGuessed,
  judgeAttempt,
  needsCode,
  type PinGuard,
} from '../core/pin-guard.ts'
import type { Refusal } from '../core/refusals.ts'
import { done, type Result, refuse } from '../core/result.ts'
import { readStepUpCode, stepUpCode } from '../core/step-up-code.ts'
import type { Live, Night } from '../live.ts'
import type { Clock, RandomToken } from './ports.ts'
import { sha256 } from './sha256.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly randomToken: RandomToken
  readonly clock: Clock
}

/** How somebody shows that they are in the room: the typed PIN or code, or the join link's token. */
export type Proof = { readonly pin: string } | { readonly token: string }

export type Joined = { readonly guest: Guest; readonly token: string }

/** 128 bits. */
const tokenBytes = 16
const dayMs = 86_400_000
/** A session ends with its event; this is for events that nobody ends. */
const sessionMs = 14 * dayMs

/** Who is in the room: joining, and knowing again who joined. */
export function createGuests({ database, live, randomToken, clock }: Deps) {
  let stored: PinGuard | null = null
  let code = newCode()
  const watchers = new Set<() => void>()

  function newCode(): string {
    return stepUpCode(Buffer.from(randomToken(tokenBytes), 'base64url'))
  }

  function guard(pin: string): PinGuard {
    if (stored !== null && stored.pin !== pin) code = newCode()
    stored = guardOfPin(stored, pin)
    return stored
  }

  function stage(pin: string): string {
    return `${isBeingGuessed(guard(pin))} ${needsCode(guard(pin))}`
  }

  function judge(pin: string, proof: Proof, bypassToken: string, device: string): Refusal | null {
    if ('token' in proof) {
      if (!sameText(proof.token, bypassToken)) return { code: 'wrong-pin' }
      stored = forgive(guard(pin), device)
      return null
    }
    const typedCode = readStepUpCode(proof.pin)
    const kind = typedCode === null ? 'pin' : 'code'
    const right =
      typedCode === null ? sameText(proof.pin, pin) : needsCode(guard(pin)) && sameText(typedCode, code)
    const verdict = judgeAttempt(guard(pin), { device, now: clock(), kind, right })
    stored = verdict.guard
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

  return {
    /** A device joins the open event; it gets a token that is stored nowhere but there. */
    async join(proof: Proof, typedNickname: string, device: string): Promise<Result<Joined>> {
      const night = live.night()
      if (!night || night.event.status === 'offline') return refuse('event-offline')
      const hashed = isAddress(device) ? null : sha256(device)
      if (hashed !== null && isBlocked(night, hashed)) return refuse('blocked')
      const nickname = cleanNickname(typedNickname)
      if (nickname === null) return refuse('bad-nickname')
      const { id: eventId, userId, pin, config } = night.event
      const before = stage(pin)
      const refusal = judge(pin, proof, config.bypassToken, device)
      if (stage(pin) !== before) for (const watcher of watchers) watcher()
      if (refusal) return { ok: false, error: refusal }
      const token = randomToken(tokenBytes)
      const now = clock()
      const guest: Guest = {
        id: sha256(token),
        eventId,
        nickname,
        joinedAt: now,
        expiresAt: now + sessionMs,
        device: hashed,
        blockedAt: null,
      }
      await database.withTenant({ role: 'guest', userId, eventId, guestId: guest.id }, (tx) =>
        guestsIn(tx).create({ ...guest, userId }),
      )
      live.apply({ guests: [guest] })
      return done({ guest, token })
    },

    /** The guest of a token, from the live state. */
    byToken(token: string): Guest | null {
      const guest = live.night()?.guests.get(sha256(token))
      return guest && guest.expiresAt > clock() ? guest : null
    },

    /** The code that is asked for instead of the PIN once that was guessed at too often; else `null`. */
    codeInstead(): string | null {
      const pin = live.night()?.event.pin
      return pin !== undefined && needsCode(guard(pin)) ? code : null
    },

    isBeingGuessed(): boolean {
      const pin = live.night()?.event.pin
      return pin !== undefined && isBeingGuessed(guard(pin))
    },

    /** Calls when either of these two changed by somebody at the door; returns its undo. */
    onGuessing(watcher: () => void): () => void {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

/** A phone that was blocked under any of its names. */
function isBlocked({ guests }: Night, device: string): boolean {
  return [...guests.values()].some((guest) => guest.device === device && guest.blockedAt !== null)
}

/** Takes as long whether the texts differ early or late. */
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}
