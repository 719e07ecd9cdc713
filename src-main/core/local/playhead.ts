/** Where the song that this computer plays is: `positionMs` at `at` (epoch milliseconds), going on from there while it plays. */
export type Playhead = {
  readonly requestId: string
  readonly positionMs: number
  readonly at: number
  readonly playing: boolean
  /** Another number than before: what sounds has to go to this position. */
  readonly jump: number
}

/** Milliseconds: what sounds may be this far from what was reckoned before all faces are told. */
const drift = 400

/** Milliseconds into the song at `now`; with a length never past its end. */
export function positionOf(head: Playhead, now: number, durationMs: number | null = null): number {
  const position = head.positionMs + (head.playing ? Math.max(0, now - head.at) : 0)
  return durationMs === null ? position : Math.min(position, durationMs)
}

/** A song from its beginning, or paused where it was left. */
export function beginAt(
  before: Playhead | null,
  requestId: string,
  place: { readonly positionMs: number; readonly playing: boolean },
  now: number,
): Playhead {
  return { requestId, ...place, at: now, jump: (before?.jump ?? 0) + 1 }
}

/** Milliseconds: of a song whose length is not known so much is most of it. */
const mostOfUnknown = 60_000

/** Whether most of the song was heard. */
export function wasHeard(positionMs: number, durationMs: number | null): boolean {
  return positionMs >= (durationMs === null ? mostOfUnknown : durationMs / 2)
}

export function resume(head: Playhead, now: number): Playhead {
  return head.playing ? head : { ...head, at: now, playing: true }
}

/** `positionMs`: where it was heard to stop; left out, where it is by now. */
export function halt(head: Playhead, now: number, positionMs = positionOf(head, now)): Playhead {
  return head.playing ? { ...head, positionMs, at: now, playing: false } : head
}

export function jumpTo(head: Playhead, positionMs: number, now: number): Playhead {
  return { ...head, positionMs, at: now, jump: head.jump + 1 }
}

/** What is heard corrects what was reckoned; small differences are nobody's business. */
export function heardAt(head: Playhead, positionMs: number, now: number): Playhead {
  const isNear = Math.abs(positionOf(head, now) - positionMs) <= drift
  return isNear || !head.playing ? head : { ...head, positionMs, at: now }
}
