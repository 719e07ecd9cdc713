import { afterJoin, isRested, type JoinPace } from '../core/join-pace.ts'
import type { Refusal } from '../core/refusals.ts'
import type { Night } from '../live.ts'
import type { Clock } from './ports.ts'

/** Who is on a phone changes now and then; who joins on and on wants to be taken for many. */
const namesPerDevice = 5

/** Keeps one phone from filling a night with guests. */
export function createJoinRoom(clock: Clock) {
  const joining = new Map<string, number>()
  const paces = new Map<string, JoinPace>()

  /** Phones that keep no cookie can't be told apart: all of one address together are kept to a pace. */
  function slowDown(address: string): Refusal | null {
    const now = clock()
    const pace = afterJoin(paces.get(address), now)
    if ('wait' in pace) return { code: 'slow-down', retryAfter: pace.wait }
    for (const [other, held] of paces) if (isRested(held, now)) paces.delete(other)
    paces.set(address, pace)
    return null
  }

  return {
    /** Why a device may not be one more guest; `null` = it may, and counts as one until `leave`. */
    take({ byDevice }: Night, device: string, hashed: string | null): Refusal | null {
      if (hashed === null) return slowDown(device)
      const under = joining.get(hashed) ?? 0
      if ((byDevice.get(hashed)?.size ?? 0) + under >= namesPerDevice) return { code: 'too-many-names' }
      joining.set(hashed, under + 1)
      return null
    },

    /** The night has the new guest, or it came to nothing. */
    leave(hashed: string | null): void {
      const left = (joining.get(hashed ?? '') ?? 1) - 1
      if (left > 0) joining.set(hashed ?? '', left)
      else joining.delete(hashed ?? '')
    },
  }
}
