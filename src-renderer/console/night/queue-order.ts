/** Moving songs that wait. The first one is locked until the DJ unlocks it: they have it in the other ear already. */

/** The order after a move, or `null` when it is not allowed or changes nothing. Places count from 0. */
export function moved(
  ids: readonly string[],
  from: number,
  to: number,
  unlocked: boolean,
): readonly string[] | null {
  const top = unlocked ? 0 : 1
  const id = ids[from]
  if (id === undefined || from === to || from < top || to < top || to >= ids.length) return null
  const others = ids.filter((_, place) => place !== from)
  return [...others.slice(0, to), id, ...others.slice(to)]
}

/** The id in front of which `id` stands; `null` at the end. */
export function follower(ids: readonly string[], id: string): string | null {
  return ids[ids.indexOf(id) + 1] ?? null
}
