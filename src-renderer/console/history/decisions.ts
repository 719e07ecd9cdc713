import type { ConsoleRequest, NightView } from '../../../src-main/contract/console-view.ts'
import type { PastChange } from '../state/store.ts'

/** One line of the history; `at` in epoch milliseconds. */
export type HistoryEntry =
  | {
      readonly kind: 'request'
      readonly key: string
      readonly at: number
      readonly did: Did
      readonly request: ConsoleRequest
    }
  | { readonly kind: 'change'; readonly key: string; readonly at: number; readonly change: PastChange }

/** What became of a request; what plays or was played can't be taken back. */
export type Did = 'approved' | 'declined' | 'held' | 'playing' | 'played'

/** What was decided tonight, the newest first: of requests as the database has them, else what this window did. */
export function decisionsOf(
  { requests, queue, nowPlaying }: Pick<NightView, 'requests' | 'queue' | 'nowPlaying'>,
  past: readonly PastChange[],
): readonly HistoryEntry[] {
  const all = [...requests, ...queue, ...(nowPlaying === null ? [] : [nowPlaying])]
  const changes = past.map(
    (change): HistoryEntry => ({ kind: 'change', key: `change ${change.id}`, at: change.at, change }),
  )
  return [...all.flatMap(decisionOn), ...changes].sort((a, b) => b.at - a.at)
}

function decisionOn(request: ConsoleRequest): readonly HistoryEntry[] {
  const decided = whatBecame(request)
  if (decided === null) return []
  const [did, at] = decided
  return [{ kind: 'request', key: request.id, at: at ?? request.createdAt, did, request }]
}

function whatBecame(request: ConsoleRequest): readonly [Did, number | null] | null {
  switch (request.status) {
    case 'pending':
      return request.heldAt === null ? null : ['held', request.heldAt]
    case 'approved':
      return request.playing ? ['playing', request.startedAt] : ['approved', request.approvedAt]
    case 'rejected':
      return ['declined', request.rejectedAt]
    case 'played':
      return ['played', request.playedAt]
  }
}
