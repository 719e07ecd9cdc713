import { cleanLine } from './clean-text.ts'

/** Where a notice is shown. */
export const noticeTargets = ['display', 'phones', 'both'] as const
export type NoticeTarget = (typeof noticeTargets)[number]

/** A message of the DJ to the room. All times are epoch milliseconds. */
export type Notice = {
  readonly id: string
  readonly userId: string
  readonly eventId: string
  readonly text: string
  readonly target: NoticeTarget
  readonly createdAt: number
  /** `null`: until it is removed. */
  readonly endsAt: number | null
  readonly removedAt: number | null
  readonly version: number
}

/** How long a notice may stay, in seconds; `null` until it is removed. */
export const noticeSpans = [10, 30, 60, null] as const
export type NoticeSpan = (typeof noticeSpans)[number]

/** More than the room can take in at once; and each goes to every phone. */
export const mostOnAir = 5

/** In graphemes. */
export const longestNotice = 140

/** The line as it is shown: at most 140 graphemes; `null` when nothing visible is left. */
export function cleanNotice(typed: string): string | null {
  return cleanLine(typed, longestNotice)
}

/** When a notice of that span ends that begins at `now`. */
export function endOf(span: NoticeSpan, now: number): number | null {
  return span === null ? null : now + span * 1000
}

/** One that was never removed is of that evening: it does not come back with the next one. */
const longestStayMs = 12 * 3_600_000

function lastMoment({ createdAt, endsAt }: Notice): number {
  return endsAt ?? createdAt + longestStayMs
}

export function isOnAir(notice: Notice, now: number): boolean {
  return notice.removedAt === null && lastMoment(notice) > now
}

/** Those that are shown now, the earliest first. */
export function onAir(notices: Iterable<Notice>, now: number): readonly Notice[] {
  return [...notices]
    .filter((notice) => isOnAir(notice, now))
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

/** When the next one ends by itself; `null` when none does. */
export function nextEnd(notices: Iterable<Notice>, now: number): number | null {
  const ends = onAir(notices, now).map(lastMoment)
  return ends.length === 0 ? null : Math.min(...ends)
}

/** The end of one that comes back at `now`: the time that it was away does not count. */
export function endAfterReturn({ endsAt, removedAt }: Notice, now: number): number | null {
  return endsAt === null || removedAt === null ? endsAt : endsAt + Math.max(0, now - removedAt)
}

/** Whether that notice is for the display, or for phones. */
export function isFor(target: NoticeTarget, face: 'display' | 'phones'): boolean {
  return target === 'both' || target === face
}
