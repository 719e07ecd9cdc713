import type { DisplayView } from '../../src-main/contract/console-view.ts'
import type { RoomSong, RoomView } from '../../src-main/contract/guest-api.ts'

/** At most this many wait to be announced: the room shall not hear old news. */
export const mostWaiting = 3

/** Songs that were approved between two views of the same night, as far as the later one shows them. */
export function newlyApproved(before: DisplayView | null, after: DisplayView): readonly RoomSong[] {
  const [old, now] = [before?.room, after.room]
  if (!old || !now || !isSameNight(old, now)) return []
  const known = new Set(shown(old))
  const fresh = now.upNext.filter(({ requestId }) => !known.has(requestId))
  // Songs that merely moved up from further down are not news: the queue has not grown by them.
  const started = now.nowPlaying && known.has(now.nowPlaying.requestId) && !isPlaying(old, now) ? 1 : 0
  const grown = now.counts.queued - old.counts.queued + started
  const allWereShown = old.counts.queued <= old.upNext.length
  return allWereShown ? fresh : fresh.slice(0, Math.max(0, grown))
}

function isPlaying(old: RoomView, now: RoomView): boolean {
  return old.nowPlaying?.requestId === now.nowPlaying?.requestId
}

function isSameNight(old: RoomView, now: RoomView): boolean {
  return (
    old.event.title === now.event.title && old.event.status !== 'offline' && now.event.status !== 'offline'
  )
}

function shown({ nowPlaying, upNext }: RoomView): string[] {
  return [...upNext.map(({ requestId }) => requestId), ...(nowPlaying ? [nowPlaying.requestId] : [])]
}
