/** Something that the room heard, from its first to its last sound, epoch milliseconds of the double's clock. */
export type Heard = {
  readonly uri: string
  readonly from: number
  readonly to: number
  /** Without the pauses in between. */
  readonly audibleMs: number
}

/** Keeps what was audible: one entry for each time something was started. */
export function createHeardList() {
  const entries: (Heard & { readonly play: number })[] = []
  return {
    /** `play` counts the starts: a song paused and resumed stays one entry, one started again is another. */
    add(play: number, uri: string, from: number, to: number): void {
      if (to <= from) return
      const last = entries.at(-1)
      if (last?.play === play)
        entries[entries.length - 1] = { ...last, to, audibleMs: last.audibleMs + to - from }
      else entries.push({ play, uri, from, to, audibleMs: to - from })
    },
    list: (): readonly Heard[] => entries.map(({ play: _, ...heard }) => heard),
  }
}
