/** Where songs of up next stood, found again in what it is by now. The song that is next by now is locked: it stays there. */

/** The earlier order of those that still wait, behind the one that is next; what came since stays behind them. */
export function asBefore(before: readonly string[], now: readonly string[]): readonly string[] {
  const [next, ...others] = now
  const waiting = new Set(others)
  const known = new Set(before)
  const back = [...before.filter((id) => waiting.has(id)), ...others.filter((id) => !known.has(id))]
  return next === undefined ? back : [next, ...back]
}

type Stood = {
  readonly id: string
  /** Up next when `id` still stood in it. */
  readonly before: readonly string[]
  /** Up next without it. */
  readonly now: readonly string[]
  /** What a player has already: nothing goes in front of it. */
  readonly handedOver: string | null
}

/** The song in front of which `id` goes back, `null` for the end; `undefined` when none of its neighbours waits. */
export function placeBack({ id, before, now, handedOver }: Stood): string | null | undefined {
  const at = before.indexOf(id)
  const waiting = new Set(now)
  const behind = before.slice(at + 1).find((one) => waiting.has(one))
  const ahead = before.slice(0, Math.max(at, 0)).findLast((one) => waiting.has(one))
  if (behind === undefined && ahead === undefined) return undefined
  const isNextTo = behind !== undefined && behind === before[at + 1]
  const found =
    behind !== undefined && (isNextTo || ahead !== before[at - 1])
      ? behind
      : (now[now.indexOf(ahead ?? '') + 1] ?? null)
  if (found !== now[0]) return found
  const wasNext = at === 0 && isNextTo && found !== handedOver
  return wasNext ? found : (now[1] ?? null)
}
