import { baselineTables, type TableName, tableNames } from './baseline.ts'
import type { Catalogue, FoundColumn } from './catalogue.ts'
import { conversion, savedAsText } from './conversions.ts'
import { droppedColumns, isLater, laterColumns, laterFunctions, laterTables } from './later-names.ts'

/** Without these three it is some other program's database. */
const essential: readonly TableName[] = ['users', 'events', 'requests']

const kinds: Readonly<Record<string, string>> = {
  v: 'a view',
  m: 'a materialized view',
  f: 'a table of another server',
  p: 'a partitioned table',
}

/** In words, all that keeps a database with some of the documented tables from being the production database. */
export function differencesOf(catalogue: Catalogue): readonly string[] {
  const found = new Map(catalogue.tables.map((table) => [table.name, table]))
  const documented = tableNames.filter((name) => found.has(name))
  return [
    ...essential.filter((name) => !found.has(name)).map((name) => `there is no table ${name}`),
    ...documented.flatMap((name) => differencesOfTable(name, catalogue)),
    ...laterTables
      .filter((name) => found.has(name))
      .map((name) => `there is a table ${name} of Cueline, but not Cueline's journal`),
    ...laterFunctions
      .filter((name) => catalogue.functions.some((made) => made.name === name))
      .map((name) => `there is a function ${name} as Cueline makes it, but not Cueline's journal`),
    ...obstacles(catalogue),
  ]
}

/** Of one table, that is there. */
export function differencesOfTable(table: TableName, { tables, columns }: Catalogue): readonly string[] {
  const kind = kinds[tables.find(({ name }) => name === table)?.kind ?? '']
  if (kind !== undefined) return [`${table} is ${kind}, not a table`]
  const found = new Map(columns.filter((column) => column.table === table).map((each) => [each.name, each]))
  const documented = Object.entries(baselineTables[table].columns).flatMap(([name, { type }]) => {
    const column = found.get(name)
    if (column === undefined) return [`${table} has no column ${name}`]
    // The journal's number may count itself in any way.
    if (column.isComputed && table !== 'drizzle') return [`${table}.${name} is computed, not stored`]
    return conversion(column, type) === null ? [otherType(column, type)] : []
  })
  const byHand = laterColumns.flatMap((later) => {
    const column = later.table === table ? found.get(later.name) : undefined
    return column !== undefined && savedAsText(column, later.type) === null
      ? [otherType(column, later.type)]
      : []
  })
  return [...documented, ...byHand]
}

function otherType({ table, name, type }: FoundColumn, wanted: string): string {
  return `${table}.${name} is ${type}, not ${wanted}`
}

function obstacles(catalogue: Catalogue): readonly string[] {
  const blocking = catalogue.dependents.flatMap(({ name, kind, table, column }) => {
    if (!isReplaced(catalogue, table, column)) return []
    const subject = column === null ? table : `${table}.${column}`
    return [`the ${kind} ${name} hangs on ${subject}, which has to change: remove it first`]
  })
  return [...new Set(blocking)]
}

function isReplaced({ columns }: Catalogue, table: string, name: string | null): boolean {
  if (table === 'admins') return true
  if (name === null) return false
  if ((table === 'requests' && droppedColumns.includes(name)) || isLater(table, name)) return true
  const owner = tableNames.find((known) => known === table)
  const wanted = owner && baselineTables[owner].columns[name]
  const column = columns.find((each) => each.table === table && each.name === name)
  return wanted !== undefined && column !== undefined && column.type !== wanted.type
}
