import type { EventReport } from '../../src-main/contract/night-report.ts'
import { namelessGuest } from '../../src-main/core/guest.ts'
import { formatCount, formatWait, plural } from './format.ts'

/** What a night's report says in words, on the screen and on paper. */

/** The numbers that it begins with. */
export function reportNumbers({
  requests,
  counts,
  guests,
  votes,
}: EventReport): readonly (readonly [string, number])[] {
  return [
    ['asked', requests],
    ['played', counts.played],
    ['declined', counts.rejected],
    ['undecided', counts.pending],
    guests.joined === null ? ['guests asked', guests.asking] : ['guests', guests.joined],
    ['+1s', votes],
  ]
}

/** What the numbers leave out, a sentence each. */
export function reportFacts({ counts, own, takenBack, guests, waits }: EventReport): readonly string[] {
  const facts = [
    counts.approved > 0 && `${plural(counts.approved, 'accepted song')} had no turn.`,
    own > 0 && `${plural(own, 'song')} you added yourself.`,
    takenBack > 0 && `${plural(takenBack, 'request')} taken back by who asked.`,
    guests.joined !== null &&
      guests.joined > 0 &&
      `${formatCount(guests.asking)} of ${plural(guests.joined, 'guest')} asked or gave a +1.`,
    waitWords(waits),
  ]
  return facts.filter((fact) => fact !== false)
}

function waitWords({ decided, median, most }: EventReport['waits']): string | false {
  if (median === null || most === null) return false
  if (decided === 1) return `The one request that you decided waited ${formatWait(median)}.`
  return `Of ${formatCount(decided)} requests that you decided, half waited ${formatWait(median)} or less, nine of ten ${formatWait(most)} or less.`
}

/** Who a song was for. */
export function askerWords(nickname: string): string {
  return nickname === namelessGuest ? 'a guest' : nickname
}

/** Why the list of plays ends before the night does; `null` when it does not. */
export function moreWords({ played, counts }: EventReport): string | null {
  if (counts.played <= played.length) return null
  return `These are the first ${formatCount(played.length)} of ${plural(counts.played, 'song')}; the CSV has all.`
}
