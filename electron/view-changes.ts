import type { ListChange, ListRow, ViewChange } from '../src-main/contract/view-change.ts'

type Held = {
  readonly phase: unknown
  readonly parts: ReadonlyMap<string, string>
  readonly lists: ReadonlyMap<string, HeldList>
}

type HeldList = { readonly order: string; readonly rows: ReadonlyMap<string, ListRow> }

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
  const order = rows.map(({ id }) => id).join(' ')
  const known = before?.rows ?? new Map<string, ListRow>()
  const changed = rows.filter((row) => !isSame(known.get(row.id), row))
  const list = { order, rows: new Map(rows.map((row) => [row.id, row])) }
  if (before?.order === order && changed.length === 0) return { list, change: null }
  return { list, change: { order: before?.order === order ? null : order, rows: changed } }
}

/** Ids with a space in them can't be told apart in an order; none of ours has one. */
function isList(value: unknown): value is readonly ListRow[] {
  return Array.isArray(value) && value.every(isRow)
}

function isRow(value: unknown): value is ListRow {
  if (typeof value !== 'object' || value === null || !('id' in value)) return false
  return typeof value.id === 'string' && value.id !== '' && !value.id.includes(' ')
}

function isSame(one: ListRow | undefined, other: ListRow): boolean {
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
