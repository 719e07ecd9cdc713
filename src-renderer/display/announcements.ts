import type { AcceptedSong, DisplayView } from '../../src-main/contract/console-view.ts'
import type { PublicEvent } from '../../src-main/contract/guest-api.ts'

/** Songs that are announced together, as many as stand below each other. */
export const mostTogether = 3

/** The first song stands this long, each further one of the same announcement that much longer: in milliseconds. */
const [firstMs, furtherMs] = [6000, 1500]

/** Of several that are accepted at the same moment, a later one may be stored first: within these milliseconds. */
const overtakenMs = 10_000

/** Songs that are told at once. */
export type Announcement = readonly AcceptedSong[]

/** Milliseconds that one announcement stays: long enough to read each of its songs. */
export function announcementMs(announcement: Announcement): number {
  return firstMs + furtherMs * Math.max(0, announcement.length - 1)
}

/**
 * What is still to be announced when another view has come: what was, as the room may read it by now and without what the
 * DJ took back, and what was accepted since. The first one is on the screen and stays as it is; those behind it fill up.
 */
export function nextAnnouncements(
  waiting: readonly Announcement[],
  before: DisplayView | null,
  after: DisplayView,
): readonly Announcement[] {
  if (!isSameNight(before, after)) return []
  const still = new Map(acceptedIn(after).map((song) => [song.requestId, song]))
  const asItIs = (songs: Announcement) => songs.flatMap(({ requestId }) => still.get(requestId) ?? [])
  const [shown = [], ...rest] = waiting
  const kept = asItIs(shown)
  const behind = together([...asItIs(rest.flat()), ...newlyAccepted(before, after)])
  return kept.length > 0 ? [kept, ...behind] : behind
}

/** Songs that were accepted between two views. The first view is no news: nobody was there to be told. */
function newlyAccepted(before: DisplayView | null, after: DisplayView): readonly AcceptedSong[] {
  if (!before) return []
  const known = acceptedIn(before)
  const ids = new Set(known.map(({ requestId }) => requestId))
  // A much earlier one that comes into the list was played, and put back: no news.
  const since = Math.max(0, ...known.map(({ acceptedAt }) => acceptedAt)) - overtakenMs
  return acceptedIn(after).filter(({ requestId, acceptedAt }) => !ids.has(requestId) && acceptedAt >= since)
}

function together(songs: readonly AcceptedSong[]): readonly Announcement[] {
  const count = Math.ceil(songs.length / mostTogether)
  return Array.from({ length: count }, (_, at) => songs.slice(at * mostTogether, (at + 1) * mostTogether))
}

function acceptedIn({ accepted }: DisplayView): readonly AcceptedSong[] {
  return accepted ?? []
}

/** Also one whose title the DJ has just corrected: its songs are the same. */
function isSameNight(before: DisplayView | null, after: DisplayView): boolean {
  const [old, now] = [before?.room?.event, after.room?.event]
  if (!before || !old || !now || !isTold(old) || !isTold(now)) return false
  return old.title === now.title || haveInCommon(acceptedIn(before), acceptedIn(after))
}

/** Whether the room is told anything at all. */
function isTold({ status, pages }: PublicEvent): boolean {
  return status !== 'offline' && pages.display
}

export function haveInCommon(some: Announcement, others: Announcement): boolean {
  return others.some(({ requestId }) => some.some((song) => song.requestId === requestId))
}
