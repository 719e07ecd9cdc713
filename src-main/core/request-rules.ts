import type { Event } from './event.ts'
import type { Guest } from './guest.ts'
import type { Refusal } from './refusals.ts'
import type { Track } from './track.ts'

/** So many declined or taken back, and a guest has asked enough: their rows stay, though no limit of the DJ counts them. */
export const mostFailed = 100

/** Whether this event takes a request right now; `null` = yes. What two phones could race for is decided by the database. */
export function whyNotNow(event: Pick<Event, 'status' | 'config'>): Refusal | null {
  if (event.status === 'offline') return { code: 'event-offline' }
  if (!event.config.pages.requests) return { code: 'requests-off' }
  if (event.status === 'standby') return { code: 'not-live' }
  if (event.config.requestsPaused) return { code: 'requests-paused' }
  return null
}

/** Whether the DJ takes something from this guest; `null` = yes. */
export function whyNotFrom(guest: Pick<Guest, 'blockedAt'> | undefined): Refusal | null {
  return guest !== undefined && guest.blockedAt !== null ? { code: 'blocked' } : null
}

/** Whether its player or the event's switches speak against this song; `null` = no. An unknown explicit mark counts as clean. */
export function whyNotThis(
  event: Pick<Event, 'config'>,
  track: Pick<Track, 'explicit' | 'spotify'>,
): Refusal | null {
  if (track.spotify?.playable === false) return { code: 'not-playable' }
  if (event.config.autoDeclineExplicit && track.explicit === true) return { code: 'explicit' }
  return null
}

/** From when on the end of a song speaks against playing it again; `null`: nothing does. Epoch milliseconds. */
export function playedSince({ config }: Pick<Event, 'config'>, now: number): number | null {
  return config.repeatAfterMinutes === 0 ? null : now - config.repeatAfterMinutes * 60_000
}
