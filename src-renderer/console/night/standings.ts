import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { songKey } from '../../../src-main/core/fold-text.ts'
import { endOf, isOpen } from '../../../src-main/core/request.ts'

export type StandingOfSong = {
  readonly request: ConsoleRequest
  /** Up next, counted from 1; 0: it does not wait there. */
  readonly place: number
}

type Asked = {
  readonly requests: readonly ConsoleRequest[]
  readonly queue: readonly ConsoleRequest[]
  readonly nowPlaying: ConsoleRequest | null
}

/** By track id, which of these songs are asked for already or were tonight, also where a guest typed them in. */
export function standingsOf(
  songs: readonly GuestTrack[],
  { requests, queue, nowPlaying }: Asked,
): ReadonlyMap<string, StandingOfSong> {
  const found = new Map<string, StandingOfSong>()
  const ids = new Set(songs.map(({ id }) => id))
  const byKey = new Map(songs.map(({ id, title, artist }) => [songKey(title, artist), id]))

  function take(request: ConsoleRequest, place: number): void {
    const { trackId, wish, title, artist } = request
    const id = wish ? byKey.get(songKey(title, artist)) : trackId
    if (id == null || !ids.has(id)) return
    const held = found.get(id)
    if (held === undefined || saysMore(request, held.request)) found.set(id, { request, place })
  }

  if (songs.length === 0) return found
  if (nowPlaying !== null) take(nowPlaying, 0)
  for (const [index, request] of queue.entries()) take(request, index + 1)
  for (const request of requests) take(request, 0)
  return found
}

/** What is open says more than what is over, and that the more the later it was. */
function saysMore(one: ConsoleRequest, other: ConsoleRequest): boolean {
  if (isOpen(one) !== isOpen(other)) return isOpen(one)
  return !isOpen(one) && endOf(one) > endOf(other)
}
