import { useEffect, useRef, useState } from 'react'

/** Milliseconds: how long one stands while others wait, and how long at least before one that was not seen yet takes over. */
export type TurnTimes = { readonly turnMs: number; readonly leastMs: number }

type Turn = {
  readonly id: string | undefined
  /** When it began, by `performance.now()`. */
  readonly since: number
  /** Those that had a turn. */
  readonly seen: ReadonlySet<string>
}

/** Whose turn is next: first those that nobody has seen yet, in the order they came, then one after the other. */
export function nextTurn(ids: readonly string[], { id, seen }: Pick<Turn, 'id' | 'seen'>) {
  return ids.find((one) => !seen.has(one)) ?? ids[(ids.indexOf(id ?? '') + 1) % ids.length]
}

/**
 * The id of the one whose turn it is. A new one has it at once, for it was sent for now, unless what stands there has
 * only just come: then that is read first.
 */
export function useTurns(ids: readonly string[], timesOf: (id: string) => TurnTimes): string | undefined {
  const [turn, setTurn] = useState<Turn>(() => begin(ids[0], new Set()))
  const times = useRef(timesOf)
  times.current = timesOf
  const list = ids.join()
  const present = turn.id !== undefined && ids.includes(turn.id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list stands for its ids
  useEffect(() => {
    const take = () => setTurn((now) => begin(nextTurn(ids, now), now.seen))
    if (!present) return take()
    if (ids.length < 2) return
    const { turnMs, leastMs } = times.current(turn.id ?? '')
    const stays = ids.some((id) => !turn.seen.has(id)) ? leastMs : turnMs
    const timer = setTimeout(take, Math.max(0, turn.since + stays - performance.now()))
    return () => clearTimeout(timer)
  }, [list, turn, present])
  // What stood there has ended: the next one is there before anybody misses it.
  return present ? turn.id : nextTurn(ids, turn)
}

function begin(id: string | undefined, seen: ReadonlySet<string>): Turn {
  return { id, since: performance.now(), seen: new Set(id === undefined ? seen : [...seen, id]) }
}
