import type { GuestApi, GuestCall, GuestReply } from '../contract/guest-api.ts'
import type { Guest } from '../core/guest.ts'
import type { Result } from '../core/result.ts'
import type { LinkFit } from '../services/display-link.ts'

/** Who calls. */
export type Caller<Joined extends boolean = boolean> = {
  readonly guest: Joined extends true ? Guest : Guest | null
  /** That guest with the own token, for who joins again. */
  readonly joined: { readonly guest: Guest; readonly token: string } | null
  /** IPv4, or IPv6 cut to its /64: only for limits and its keyed hash. */
  readonly address: string
  /** A random id that the phone keeps in a cookie; one without it goes by `deviceOfAddress`. For the PIN guard. */
  readonly device: string
}

/** `status` where it differs from the route's own: 200 for a request that was there already. */
export type Answer<Value> = { readonly body: Value; readonly status?: number }

export type GuestHandlers = {
  readonly [Route in keyof GuestApi]: (
    call: GuestCall<GuestApi[Route]>,
    caller: Caller<GuestApi[Route]['joined']>,
  ) => Promise<Result<Answer<GuestReply<GuestApi[Route]>>>>
}

/** A view already serialised: the same bytes go to everyone who gets it. */
export type Feed = {
  /** The newest, for who has just connected. */
  current(): string
  /** Each later one; returns its undo. */
  subscribe(listener: (json: string) => void): () => void
}

/** "Scan this with your phone": what the DJ's test learns of the calls that come in. */
export type SelfTestDoor = {
  /** A phone opened the page of this token; `false`: no such test (any more). */
  arrived(token: string, device: string, userAgent: string | undefined): boolean
  /** What the phone measured, in milliseconds; `null` is a call that it measures by. */
  measured(token: string, device: string, roundTripMs: number | null): 'ok' | 'over' | 'too-many'
  /** A call by a name that isn't ours. */
  strayed(host: string): void
  /** Another call, from another device. */
  others(): void
}

/** The room's display for browsers that have its link. */
export type DisplayDoor = {
  /** Whether this is the secret of the display shown here; `later`: not known yet; `other`: another DJ's is shown. */
  check(token: string): LinkFit
  /** Calls when there is another secret; returns its undo. */
  onLink(listener: () => void): () => void
  readonly views: Feed
  /** So many screens watch now. */
  watching(screens: number): void
}

/** All that the guests' server may reach of the application. */
export type GuestDoor = {
  readonly handlers: GuestHandlers
  /** The guest of a token, from the live state: no query, no wait. */
  guestOf(token: string): Guest | null
  readonly room: Feed
  /** `null` when that guest is not of the open event any more. */
  mine(guestId: string): Feed | null
  /** Whether another night is open than that guest's; `false` while none is. */
  isElsewhere(guestId: string): boolean
  /** Names that stay when the address changes, as URLs without a path; the page may look for us there. */
  alsoAt(): readonly string[]
  artwork(trackId: string): Promise<{ readonly type: string; readonly body: Buffer } | null>
  readonly selfTest: SelfTestDoor
  readonly display: DisplayDoor
}
