import type { GuestSummary } from '../contract/guest-commands.ts'
import type { Night } from '../live.ts'

/** Everybody who joined this night, the latest first. */
export function guestList(night: Night): GuestSummary[] {
  return [...night.guests.values()]
    .sort((a, b) => b.joinedAt - a.joinedAt || (a.id < b.id ? -1 : 1))
    .map(({ id, nickname, joinedAt, blockedAt }) => ({
      ...{ id, nickname, joinedAt, blockedAt },
      ...countsOf(night, id),
    }))
}

function countsOf(night: Night, guestId: string): Pick<GuestSummary, 'requests' | 'votes'> {
  const requests = { pending: 0, approved: 0, played: 0, rejected: 0 }
  let votes = 0
  for (const id of night.byGuest.get(guestId) ?? []) {
    const request = night.requests.get(id)
    if (request?.guestId === guestId) requests[request.status] += 1
    else votes += 1
  }
  return { requests, votes }
}
