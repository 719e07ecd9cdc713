import type { Guest } from '../../core/guest.ts'
import { createRecent } from '../../core/recent.ts'
import { whyNotFrom, whyNotNow } from '../../core/request-rules.ts'
import type { Live } from '../../live.ts'
import type { Clock } from '../ports.ts'

/** What one guest may ask of Spotify in a window of that many milliseconds. */
const mostCalls = 8
const windowMs = 30_000
/** Guests and phones that are kept in mind. */
const mostKept = 5_000

/** Spotify takes few calls: they are for guests who may ask for songs, and no guest uses up those of the room. */
export function createGuestAllowance({ live, clock }: { readonly live: Live; readonly clock: Clock }) {
  const calls = createRecent<readonly number[]>(mostKept)

  function lately(who: string, now: number): readonly number[] {
    return (calls.get(who) ?? []).filter((at) => at > now - windowMs && at <= now)
  }

  return {
    /** Whether Spotify may be asked for this guest now; if so, that counts. */
    take({ id }: Guest, device: string): boolean {
      const night = live.night()
      if (night === null || whyNotFrom(night.guests.get(id)) !== null) return false
      // On standby guests look for their songs already.
      const closed = whyNotNow(night.event)
      if (closed !== null && closed.code !== 'not-live') return false
      const now = clock()
      // Another name on the same phone, or another phone under the same name, is no other guest.
      const both = [`guest ${id}`, `phone ${device}`]
      if (both.some((who) => lately(who, now).length >= mostCalls)) return false
      for (const who of both) calls.set(who, [...lately(who, now), now])
      return true
    },
  }
}
