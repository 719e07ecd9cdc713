import type { Guest } from '../core/guest.ts'
import type { Live, Night } from '../live.ts'
import { createTurnsByKey } from './in-turn.ts'
import { namesOf } from './names-of.ts'
import type { createRequests } from './requests.ts'

type Requests = ReturnType<typeof createRequests>

/** When this phone last asked for a song that was not declined; `null`: never. What it took back does not count. */
export function lastAskedAt(
  night: Pick<Night, 'event' | 'byDevice' | 'byGuest' | 'requests'>,
  guest: Guest,
): number | null {
  if (night.event.config.rules.guestPauseMinutes === 0) return null
  let last: number | null = null
  for (const name of namesOf(night, guest)) {
    for (const id of night.byGuest.get(name) ?? []) {
      const request = night.requests.get(id)
      if (request?.guestId !== name || request.status === 'rejected') continue
      last = Math.max(last ?? 0, request.createdAt)
    }
  }
  return last
}

/**
 * While guests pause between songs, one phone's asks are taken one after the other: each sees the one before, and of two
 * at once one passes. That holds in this process. Where two serve one night, a phone that asks both within the moment
 * that a commit takes to be told may pass at both.
 */
export function oneAskAtATime({
  live,
  requests,
}: {
  readonly live: Live
  readonly requests: Requests
}): Requests {
  const inTurn = createTurnsByKey()
  return {
    ...requests,
    ask(guest, ask, ipHash) {
      const take = () => requests.ask(guest, ask, ipHash)
      const pause = live.night()?.event.config.rules.guestPauseMinutes ?? 0
      return pause === 0 ? take() : inTurn(guest.device ?? guest.id, take)
    },
  }
}
