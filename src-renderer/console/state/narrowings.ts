import type { ConsoleRequest, NightView } from '../../../src-main/contract/console-view.ts'
import { mixFit } from '../../../src-main/core/mix-fit.ts'

/** What a DJ may want to see alone, beside what was typed into the search. */
export const narrowings = ['fits', 'lawful', 'clean', 'several', 'noted', 'wishes', 'newGuests'] as const

export type Narrowing = (typeof narrowings)[number]

/** What of a night decides which requests are shown. */
type Shown = Pick<NightView, 'requests' | 'queue' | 'nowPlaying'>

/** What a request that waits is held against: what plays, else the last that is up next. */
export function mixReference({
  nowPlaying,
  queue,
}: Pick<Shown, 'nowPlaying' | 'queue'>): ConsoleRequest | null {
  return nowPlaying ?? queue.at(-1) ?? null
}

/** Those that each of the chosen lets through. */
export function narrowed(
  requests: readonly ConsoleRequest[],
  chosen: readonly Narrowing[],
  night: Shown,
): readonly ConsoleRequest[] {
  if (chosen.length === 0) return requests
  const tests = chosen.map((one) => testOf(one, night))
  return requests.filter((request) => tests.every((passes) => passes(request)))
}

function testOf(narrowing: Narrowing, night: Shown): (request: ConsoleRequest) => boolean {
  switch (narrowing) {
    case 'fits': {
      const reference = mixReference(night)
      return (request) => reference !== null && mixFit(reference, request)?.grade === 'well'
    }
    case 'lawful':
      return ({ rule }) => rule === null
    case 'clean':
      return ({ explicit }) => explicit !== true
    case 'several':
      return ({ voters }) => voters.length > 0
    case 'noted':
      return ({ note }) => note !== null
    case 'wishes':
      return ({ wish }) => wish
    case 'newGuests': {
      const heard = guestsHeard(night)
      return ({ guestId }) => guestId !== null && !heard.has(guestId)
    }
  }
}

/** Guests of whom a song was taken already. */
function guestsHeard({ requests, queue, nowPlaying }: Shown): ReadonlySet<string> {
  const taken = [...queue, ...requests.filter(({ status }) => status === 'played')]
  if (nowPlaying !== null) taken.push(nowPlaying)
  return new Set(taken.flatMap(({ guestId }) => guestId ?? []))
}
