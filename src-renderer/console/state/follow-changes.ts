import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import type { ListChange, ListRow, ViewChange } from '../../../src-main/contract/view-change.ts'

/**
 * Makes whole views of changes again. What did not change is the same object as before: nobody looks at it twice. `null`:
 * the change is still meant for the page that was here before this one was loaded.
 */
export function createFollower(): (change: ViewChange) => ConsoleView | null {
  let began = false
  let parts: Readonly<Record<string, unknown>> = {}
  let lists: Readonly<Record<string, readonly ListRow[]>> = {}
  return (change) => {
    began ||= change.whole
    if (!began) return null
    const before = change.whole ? {} : lists
    parts = change.whole ? change.parts : { ...parts, ...change.parts }
    const changed = Object.entries(change.lists).map(([name, list]) => [
      name,
      changedList(before[name], list),
    ])
    // An empty list says not of what: it may turn out to be none of rows.
    const kept = Object.entries(before).filter(([name]) => !(name in change.parts))
    lists = Object.fromEntries([...kept, ...changed])
    // Main made it of a view: put together it is one.
    return { ...parts, ...lists } as ConsoleView
  }
}

function changedList(before: readonly ListRow[] = [], { order, rows }: ListChange): readonly ListRow[] {
  const fresh = new Map(rows.map((row) => [row.id, row]))
  const renewed = fresh.size === 0 ? before : before.map((row) => fresh.get(row.id) ?? row)
  if (order === null) return renewed
  const { at, gone, ids } = order
  const known = new Map(renewed.slice(at, at + gone).map((row) => [row.id, row]))
  const middle = ids.flatMap((id) => fresh.get(id) ?? known.get(id) ?? [])
  return [...renewed.slice(0, at), ...middle, ...renewed.slice(at + gone)]
}
