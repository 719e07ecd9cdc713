import type { ConsoleRequest, NightView } from '../../../src-main/contract/console-view.ts'
import { foldText } from '../../../src-main/core/fold-text.ts'
import { narrowed } from './narrowings.ts'
import type { ConsoleState, OnlyGuest, Tab } from './store.ts'

type Lists = Pick<NightView, 'requests' | 'queue'>
type Sorted = Readonly<Record<Exclude<Tab, 'approved'>, readonly ConsoleRequest[]>>

/** A list that did not change is the same object in each view: it is gone through once, not with each key. */
const sorted = new WeakMap<readonly ConsoleRequest[], Sorted>()
const approved = new WeakMap<readonly ConsoleRequest[], readonly ConsoleRequest[]>()

/** The requests of one tab in the order in which they are shown, newest decision first. */
export function requestsOf({ requests, queue }: Lists, tab: Tab): readonly ConsoleRequest[] {
  if (tab !== 'approved') return once(sorted, requests, sortOut)[tab]
  return once(approved, queue, (songs) => newestFirst(songs, ({ approvedAt }) => approvedAt))
}

function once<T>(
  known: WeakMap<readonly ConsoleRequest[], T>,
  requests: readonly ConsoleRequest[],
  make: (requests: readonly ConsoleRequest[]) => T,
): T {
  const made = known.get(requests) ?? make(requests)
  known.set(requests, made)
  return made
}

function sortOut(requests: readonly ConsoleRequest[]): Sorted {
  const inbox: ConsoleRequest[] = []
  const held: ConsoleRequest[] = []
  const played: ConsoleRequest[] = []
  const declined: ConsoleRequest[] = []
  for (const request of requests) {
    if (request.status === 'played') played.push(request)
    else if (request.status === 'rejected') declined.push(request)
    else if (request.status === 'pending') (request.heldAt === null ? inbox : held).push(request)
  }
  return {
    inbox,
    held: newestFirst(held, ({ heldAt }) => heldAt),
    played: newestFirst(played, ({ playedAt }) => playedAt),
    declined: newestFirst(declined, ({ rejectedAt }) => rejectedAt),
  }
}

function newestFirst(
  requests: readonly ConsoleRequest[],
  when: (request: ConsoleRequest) => number | null,
): readonly ConsoleRequest[] {
  return [...requests].sort((a, b) => (when(b) ?? b.createdAt) - (when(a) ?? a.createdAt))
}

/** Those that hold every word of the filter: in title, artist, names or the note; accents and case aside. */
function matching(requests: readonly ConsoleRequest[], filter: string): readonly ConsoleRequest[] {
  const words = foldText(filter).split(' ').filter(Boolean)
  if (words.length === 0) return requests
  return requests.filter((request) => {
    const text = foldedOf(request)
    return words.every((word) => text.includes(word))
  })
}

/** A row that did not change is the same object in each view: it is folded once, not with each key. */
const folded = new WeakMap<ConsoleRequest, string>()

function foldedOf(request: ConsoleRequest): string {
  const known = folded.get(request)
  if (known !== undefined) return known
  const { title, artist, nickname, voters, note, atDesk } = request
  const text = foldText(
    [title, artist, nickname, ...voters, note ?? '', ...atDesk.map((asker) => asker.note ?? '')].join(' '),
  )
  folded.set(request, text)
  return text
}

/** What the request list shows right now. */
export function shownRequests({
  view,
  ...which
}: Which & Pick<ConsoleState, 'view'>): readonly ConsoleRequest[] {
  return view?.phase === 'night' ? shownOf(view, which) : []
}

/** What the DJ chose to see. */
type Which = Pick<ConsoleState, 'tab' | 'filter' | 'onlyGuest' | 'narrowed'>

/** Not everything is meant to be shown. */
export function isNarrowed({ filter, onlyGuest, narrowed: chosen }: Omit<Which, 'tab'>): boolean {
  return filter.trim() !== '' || onlyGuest !== null || chosen.length > 0
}

/** Of a night, what that lets through. */
export function shownOf(
  night: Pick<NightView, 'requests' | 'queue' | 'nowPlaying'>,
  { tab, filter, onlyGuest, narrowed: chosen }: Which,
): readonly ConsoleRequest[] {
  return matching(ofGuest(narrowed(requestsOf(night, tab), chosen, night), onlyGuest), filter)
}

/** Those that this guest asked for; all with `null`. */
export function ofGuest(
  requests: readonly ConsoleRequest[],
  guest: OnlyGuest | null,
): readonly ConsoleRequest[] {
  return guest === null ? requests : requests.filter(({ guestId }) => guestId === guest.id)
}

/** Who asked, to see what else they asked for; `null` for the DJ's own. */
export function guestOf({ guestId, nickname }: ConsoleRequest): OnlyGuest | null {
  return guestId === null ? null : { id: guestId, nickname }
}
