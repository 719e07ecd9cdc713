import type { Track } from './track.ts'

export const requestStatuses = ['pending', 'approved', 'rejected', 'played'] as const
export type RequestStatus = (typeof requestStatuses)[number]

/** Under which the DJ's own entries are stored. */
export const djName = 'DJ'

/** Somebody without a phone, who asks for a song too, as the DJ entered them. */
export type DeskAsker = { readonly id: string; readonly nickname: string; readonly note: string | null }

/** One song asked for. Times are epoch milliseconds, `null` until it happened. */
export type Request = {
  readonly id: string
  readonly userId: string
  readonly eventId: string
  readonly track: Track
  readonly trackUri: string
  /** The guest who asked; `null` for the DJ's own entries and imported rows. */
  readonly guestId: string | null
  readonly nickname: string
  readonly note: string | null
  readonly status: RequestStatus
  /** Place in the queue, smaller is sooner; `null` when not approved. */
  readonly queuePosition: number | null
  readonly rejectReason: string | null
  /** Since when the DJ has set it aside; pending all the same. */
  readonly heldAt: number | null
  /** A line of the DJ to who asked. */
  readonly answer: string | null
  readonly createdAt: number
  readonly approvedAt: number | null
  readonly rejectedAt: number | null
  /** When it began to play. An approved request with this set and no `playedAt` is now playing. */
  readonly startedAt: number | null
  readonly playedAt: number | null
  /** Ids of the guests who added their +1, in order. */
  readonly voters: readonly string[]
  /** Who asks for it too at the desk, in order. */
  readonly atDesk: readonly DeskAsker[]
  readonly version: number
}

/** How many ask for it beside the one who asked first. */
export function votesOf({ voters, atDesk }: Pick<Request, 'voters' | 'atDesk'>): number {
  return voters.length + atDesk.length
}

/** Pending and approved requests are open: nobody can ask for the same song beside them. */
export function isOpen(request: Pick<Request, 'status'>): boolean {
  return request.status === 'pending' || request.status === 'approved'
}

/** When it was over, or made where it is not; epoch milliseconds. */
export function endOf({
  playedAt,
  rejectedAt,
  createdAt,
}: Pick<Request, 'playedAt' | 'rejectedAt' | 'createdAt'>): number {
  return playedAt ?? rejectedAt ?? createdAt
}

export function isPlaying(request: Pick<Request, 'status' | 'startedAt'>): boolean {
  return request.status === 'approved' && request.startedAt !== null
}

/** Waits in the queue: approved and not yet playing. */
export function isQueued(request: Pick<Request, 'status' | 'startedAt'>): boolean {
  return request.status === 'approved' && request.startedAt === null
}

/** Set aside by the DJ: still to be decided, but not now. */
export function isHeld({ status, heldAt }: Pick<Request, 'status' | 'heldAt'>): boolean {
  return status === 'pending' && heldAt !== null
}

/** Whether this guest asked for it or gave a +1: who asks has voted by asking. */
export function isWantedBy({ guestId, voters }: Pick<Request, 'guestId' | 'voters'>, guest: string): boolean {
  return guestId === guest || voters.includes(guest)
}
