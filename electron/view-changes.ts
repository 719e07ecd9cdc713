import type { ListChange, ListRow, OrderChange, ViewChange } from '../src-main/contract/view-change.ts'

type Held = {
  readonly phase: unknown
  readonly parts: ReadonlyMap<string, string>
  readonly lists: ReadonlyMap<string, HeldList>
}

type HeldList = { readonly rows: readonly ListRow[]; readonly byId: ReadonlyMap<string, ListRow> }

const nothing: Held = { phase: null, parts: new Map(), lists: new Map() }

/** Tells of each view, to a page that has all earlier ones, only what is new. */
export function createViewChanges(): (view: object) => ViewChange {
  let held = nothing
  return (view) => {
    const phase = 'phase' in view ? view.phase : null
    // Another screen has other parts: what it lacks must not stay.
    const whole = held === nothing || held.phase !== phase
    const before = whole ? nothing : held
    const parts = new Map<string, string>()
    const lists = new Map<string, HeldList>()
    const changedParts: Record<string, unknown> = {}
    const changedLists: Record<string, ListChange> = {}
    for (const [name, value] of Object.entries(view)) {
      if (isList(value)) {
        const { list, change } = compareList(before.lists.get(name), value)
        lists.set(name, list)
        if (change !== null) changedLists[name] = change
      } else {
        const text = JSON.stringify(value)
        parts.set(name, text)
        if (before.parts.get(name) !== text) changedParts[name] = value
      }
    }
    held = { phase, parts, lists }
    return { whole, parts: changedParts, lists: changedLists }
  }
}

function compareList(
  before: HeldList | undefined,
  rows: readonly ListRow[],
): { readonly list: HeldList; readonly change: ListChange | null } {
  const changed = rows.filter((row) => !isSame(before?.byId.get(row.id), row))
  const order = compareOrder(before?.rows ?? [], rows)
  if (before && order === null && changed.length === 0) return { list: before, change: null }
  const list = { rows, byId: new Map(rows.map((row) => [row.id, row])) }
  return { list, change: { order, rows: changed } }
}

/** One request more at the top is one id, not thousands. */
function compareOrder(before: readonly ListRow[], rows: readonly ListRow[]): OrderChange | null {
  const most = Math.min(before.length, rows.length)
  let at = 0
  while (at < most && before[at]?.id === rows[at]?.id) at += 1
  if (at === before.length && at === rows.length) return null
  let behind = 0
  while (behind < most - at && before.at(-1 - behind)?.id === rows.at(-1 - behind)?.id) behind += 1
  const ids = rows.slice(at, rows.length - behind).map(({ id }) => id)
  return { at, gone: before.length - behind - at, ids }
}

function isList(value: unknown): value is readonly ListRow[] {
  return Array.isArray(value) && value.every(isRow)
}

function isRow(value: unknown): value is ListRow {
  if (typeof value !== 'object' || value === null || !('id' in value)) return false
  return typeof value.id === 'string' && value.id !== ''
}

function isSame(one: ListRow | undefined, other: ListRow): boolean {
  // A row that nothing happened to is the same object in each view.
  if (one === other) return true
  if (one === undefined) return false
  const before = one as Readonly<Record<string, unknown>>
  const names = Object.keys(other)
  if (names.length !== Object.keys(one).length) return false
  return Object.entries(other).every(([name, value]) => isEqual(before[name], value))
}

function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object') return false
  return JSON.stringify(one) === JSON.stringify(other)
}
