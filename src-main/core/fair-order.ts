/**
 * Guests take turns: everybody's first waiting song, then everybody's second. A song is put in its place once, when it is
 * approved; nothing that waits already is moved. What the DJ added takes nobody's turn and stays where it is.
 */

/** A song that waits. `by`: whose turn it takes; `null`: nobody's. */
export type Turn = { readonly by: string | null }

/**
 * Songs that a turn counts for: who has not been heard for so long is next like anybody new, however many new guests come.
 */
export const longestRound = 10

/** Several songs are put in one after the other without reckoning the turns anew. */
export type FairQueue<T extends Turn> = {
  /** Puts it in its place; answers the song that it goes in front of, `null` at the end. */
  put(song: T): T | null
  readonly songs: () => readonly T[]
}

/**
 * `queue` in its order; its first song is locked and never displaced. `lately`: who played, the latest first: those who had
 * their turn in the round that still plays wait for the next one.
 */
export function fairQueue<T extends Turn>(
  queue: readonly T[],
  lately: readonly (string | null)[],
): FairQueue<T> {
  const { turns, ranks, rounds } = countTurns(queue, lately)
  const songs = [...queue]

  /** Whether a waiting song comes after the turn that a song of `by` in this round has. */
  function isLater(at: number, by: string, round: number): boolean {
    const other = songs[at]?.by
    const theirs = rounds[at]
    if (other == null || theirs == null) return false
    if (theirs !== round) return theirs > round
    // A round goes in the order of the one before it; into the first one, everybody comes at its end.
    return round > 1 && (ranks.get(other) ?? 0) > (ranks.get(by) ?? 0)
  }

  function placeOf(by: string, round: number): number {
    // Behind the guest's own last song: whatever the DJ moved, their own order stays.
    for (let at = Math.max(1, songs.findLastIndex((song) => song.by === by) + 1); at < songs.length; at++)
      if (isLater(at, by, round)) return at
    return songs.length
  }

  return {
    songs: () => songs,
    put(song) {
      const { by } = song
      const round = by === null ? null : (turns.get(by) ?? 0) + 1
      const place = by === null || round === null ? songs.length : placeOf(by, round)
      if (by !== null && round !== null) {
        turns.set(by, round)
        if (!ranks.has(by)) ranks.set(by, ranks.size)
      }
      const before = songs[place] ?? null
      songs.splice(place, 0, song)
      rounds.splice(place, 0, round)
      return before
    },
  }
}

/** All that wait, in turns; the first song is locked, the DJ's own stay at their places. */
export function arrangeFairly<T extends Turn>(
  queue: readonly T[],
  lately: readonly (string | null)[],
): readonly T[] {
  const { ranks, rounds } = countTurns(queue, lately)
  const guests = queue
    .map((song, at) => ({ song, round: rounds[at] ?? 0, rank: ranks.get(song.by ?? '') ?? 0 }))
    .slice(1)
    .filter(({ song }) => song.by !== null)
    .sort((a, b) => a.round - b.round || a.rank - b.rank)
    .map(({ song }) => song)
    .values()
  return queue.map((song, at) => (at === 0 || song.by === null ? song : (guests.next().value ?? song)))
}

/** By guest how many turns they have and whose come first; by song which of its guest's turns it is. */
function countTurns(queue: readonly Turn[], lately: readonly (string | null)[]) {
  const turns = new Map<string, number>()
  const ranks = new Map<string, number>()
  const take = (by: string | null): number | null => {
    if (by === null) return null
    const round = (turns.get(by) ?? 0) + 1
    turns.set(by, round)
    if (!ranks.has(by)) ranks.set(by, ranks.size)
    return round
  }
  for (const by of presentRound(lately.slice(0, longestRound))) take(by)
  return { turns, ranks, rounds: queue.map(({ by }) => take(by)) }
}

/** Who had a turn since somebody had two, the earliest first. */
function presentRound(lately: readonly (string | null)[]): readonly string[] {
  const had = new Set<string>()
  for (const by of lately) {
    if (by === null) continue
    if (had.has(by)) break
    had.add(by)
  }
  return [...had].reverse()
}
