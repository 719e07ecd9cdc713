/** Where the focus goes in a list of ids; `null` when nothing is left. Pure, so that it can be trusted. */

/** One step down (1) or up (-1), staying inside; from nowhere to the first. */
export function stepFocus(ids: readonly string[], focused: string | null, step: 1 | -1): string | null {
  const index = focused === null ? -1 : ids.indexOf(focused)
  if (index === -1) return ids[0] ?? null
  return ids[Math.min(ids.length - 1, Math.max(0, index + step))] ?? null
}

/** After a decision: the next one below that is not under way already, else the nearest above. */
export function focusAfter(
  ids: readonly string[],
  decided: string,
  isBusy: (id: string) => boolean,
): string | null {
  const index = ids.indexOf(decided)
  if (index === -1) return ids.find((id) => !isBusy(id)) ?? null
  const free = (id: string): boolean => id !== decided && !isBusy(id)
  return ids.slice(index).find(free) ?? ids.slice(0, index).reverse().find(free) ?? null
}

/** After the list changed: the same row, or what took its place. */
export function keepFocus(
  before: readonly string[],
  after: readonly string[],
  focused: string | null,
): string | null {
  const present = new Set(after)
  if (focused === null) return after[0] ?? null
  if (present.has(focused)) return focused
  const index = before.indexOf(focused)
  if (index === -1) return after[0] ?? null
  return (
    before.slice(index).find((id) => present.has(id)) ??
    before
      .slice(0, index)
      .reverse()
      .find((id) => present.has(id)) ??
    after[0] ??
    null
  )
}
