import { guestsIn } from '../../db/guests.ts'
import type { Database } from '../../db/open-database.ts'
import { cleanNickname } from '../core/clean-text.ts'
import type { Guest } from '../core/guest.ts'
import { isAddress } from '../core/pin-guard.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import { createJoinRoom } from './join-room.ts'
import { createPinDoor, type Proof } from './pin-door.ts'
import type { Clock, Log, RandomToken } from './ports.ts'
import { sha256 } from './sha256.ts'

type Deps = {
  readonly database: Database
  readonly live: Live
  readonly randomToken: RandomToken
  readonly clock: Clock
  readonly log: Log
}

export type Joined = { readonly guest: Guest; readonly token: string }

export type Guests = ReturnType<typeof createGuests>

/** 128 bits. */
const tokenBytes = 16
const dayMs = 86_400_000
/** A session ends with its event; this is for events that nobody ends. */
const sessionMs = 14 * dayMs

/** Who is in the room: joining, and knowing again who joined. */
export function createGuests(deps: Deps) {
  const { database, live, randomToken, clock } = deps
  const pinDoor = createPinDoor(deps)
  const room = createJoinRoom(clock)

  /** Who joins again stays who they are, under the new name. */
  async function rename({ guest, token }: Joined, nickname: string): Promise<Joined | null> {
    const event = live.night()?.event
    if (event?.id !== guest.eventId) return null
    const context = { role: 'guest', userId: event.userId, eventId: event.id, guestId: guest.id } as const
    const renamed = await database.withTenant(context, (tx) => guestsIn(tx).rename(guest.id, nickname))
    return renamed && { guest: renamed, token }
  }

  return {
    /**
     * A device joins the open event; it gets a token that is stored nowhere but there. `before`: who it is known to be
     * already.
     */
    async join(
      proof: Proof,
      typedNickname: string,
      device: string,
      before: Joined | null = null,
    ): Promise<Result<Joined>> {
      const night = live.night()
      if (!night || night.event.status === 'offline') return refuse('event-offline')
      const hashed = isAddress(device) ? null : sha256(device)
      if (hashed !== null && isBlocked(night, hashed)) return refuse('blocked')
      const nickname = cleanNickname(typedNickname)
      if (nickname === null) return refuse('bad-nickname')
      const { id: eventId, userId } = night.event
      const refusal = await pinDoor.judge(proof, device)
      if (refusal) return { ok: false, error: refusal }
      const again = before && (await rename(before, nickname))
      if (again) {
        live.apply({ guests: [again.guest] })
        return done(again)
      }
      const full = room.take(live.night() ?? night, device, hashed)
      if (full) return { ok: false, error: full }
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
      try {
        await database.withTenant({ role: 'guest', userId, eventId, guestId: guest.id }, (tx) =>
          guestsIn(tx).create({ ...guest, userId }),
        )
        live.apply({ guests: [guest] })
      } finally {
        room.leave(hashed)
      }
      return done({ guest, token })
    },

    /** The guest of a token, from the live state. */
    byToken(token: string): Guest | null {
      const guest = live.night()?.guests.get(sha256(token))
      return guest && guest.expiresAt > clock() ? guest : null
    },

    codeInstead: pinDoor.codeInstead,
    isBeingGuessed: pinDoor.isBeingGuessed,
    onGuessing: pinDoor.onGuessing,
    /** Reads again what was guessed at other doors of this night. */
    refreshGuard: pinDoor.refresh,
    /** Stores what is still to be stored of guesses. */
    settle: pinDoor.settle,
  }
}

/** A phone that was blocked under any of its names. */
function isBlocked({ guests, byDevice }: Night, device: string): boolean {
  return [...(byDevice.get(device) ?? [])].some((id) => (guests.get(id)?.blockedAt ?? null) !== null)
}
