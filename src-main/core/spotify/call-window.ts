/**
 * How many calls Spotify gets from us: the size of its window of 30 seconds is not published, so ours is small. A room
 * that searches must leave the DJ's buttons their turn: each kind of call has a ceiling that those before it can't fill.
 */
export type CallLane = 'command' | 'read' | 'catalogue'

export type SentCall = {
  readonly lane: CallLane
  /** Epoch milliseconds. */
  readonly at: number
}

const windowMs = 30_000

const ceilings: readonly { readonly lanes: readonly CallLane[]; readonly most: number }[] = [
  // A player that can't read every 4 s, and twice before a hand-over, leaves the room silent: 12 are its own.
  { lanes: ['catalogue'], most: 10 },
  { lanes: ['catalogue', 'read'], most: 22 },
  { lanes: ['catalogue', 'read', 'command'], most: 25 },
]

/** When the next call of this lane may go, not before `now`; `sent` in any order. */
export function earliestTurn(sent: readonly SentCall[], lane: CallLane, now: number): number {
  return ceilings
    .filter(({ lanes }) => lanes.includes(lane))
    .reduce((earliest, { lanes, most }) => {
      const times = sent.filter((call) => lanes.includes(call.lane)).map(({ at }) => at)
      const full = times.sort((a, b) => a - b).at(-most)
      return full === undefined ? earliest : Math.max(earliest, full + windowMs)
    }, now)
}

/** Those that still count. After a clock was set back, what seems to lie ahead is forgotten. */
export function stillCounting(sent: readonly SentCall[], now: number): readonly SentCall[] {
  return sent.filter(({ at }) => at > now - windowMs && at <= now)
}
