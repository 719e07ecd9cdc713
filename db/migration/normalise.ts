import { baselineTables, type TableName, tableNames } from './baseline.ts'
import type { Catalogue, FoundColumn } from './catalogue.ts'
import { migrations } from './migration-files.ts'
import { normaliseColumns } from './normalise-columns.ts'
import { normaliseIndexes } from './normalise-indexes.ts'
import { normaliseRules } from './normalise-rules.ts'
import { joinParts, type Normalising, noPart } from './normalising.ts'

/** How to bring the tables that were found to the documented form. Pure: from the catalogue to statements. */
export function planNormalising(catalogue: Catalogue): Normalising {
  const found = tableNames.filter((name) => catalogue.tables.some((table) => table.name === name))
  const missing = tableNames.filter((name) => !found.includes(name))
  const made = missing.filter((name) => name !== 'drizzle')
  const whole = { ...catalogue, columns: [...catalogue.columns, ...made.flatMap(bareColumns)] }
  return joinParts([
    {
      ...noPart,
      unlink: missing.map(creation),
      findings: missing.map((name) => `The table ${name} is missing; it is made, empty.`),
    },
    ...[...found, ...made].flatMap((table) => [
      normaliseRules(table, whole),
      normaliseIndexes(table, whole),
      normaliseColumns(table, whole),
    ]),
    others(catalogue),
  ])
}

/** A missing table is made bare; its rules come with those that other tables miss. */
function creation(table: TableName): string {
  if (table === 'drizzle') {
    const statements = migrations[0]?.sql.split(';') ?? []
    return statements.find((text) => text.includes('TABLE IF NOT EXISTS drizzle')) ?? ''
  }
  const columns = bareColumns(table).map(({ name, type }) => `${name} ${type}`)
  return `CREATE TABLE public.${table} (${columns.join(', ')})`
}

function bareColumns(table: TableName): readonly FoundColumn[] {
  return Object.entries(baselineTables[table].columns).map(([name, { type }]) => ({
    table,
    name,
    type,
    filled: false,
    fallback: null,
    isEnum: false,
    isComputed: false,
  }))
}

function others({ tables }: Catalogue): Normalising {
  const names = tables.map(({ name }) => name).filter((name) => !tableNames.some((known) => known === name))
  if (names.length === 0) return noPart
  return { ...noPart, findings: [`Not of the document, and left as they are: ${names.sort().join(', ')}.`] }
}
