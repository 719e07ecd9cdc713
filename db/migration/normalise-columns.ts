import { baselineTables, type TableName } from './baseline.ts'
import type { Catalogue, FoundColumn } from './catalogue.ts'
import { conversion, quoted } from './conversions.ts'
import { isLater } from './later-names.ts'
import { joinParts, type Normalising, noPart } from './normalising.ts'

/** Types, defaults and NOT NULL as documented; columns of others stay. */
export function normaliseColumns(table: TableName, { columns, constraints }: Catalogue): Normalising {
  const found = columns.filter((column) => column.table === table)
  const parts = found.map((column) => normaliseColumn(table, column))
  const ruled = parts.filter((part) => part.findings.length === 0 && part.tighten.length > 0).length
  return joinParts([
    ...parts,
    {
      ...noPart,
      loosen: constraints.flatMap(({ table: owner, kind, name, columns: [column = ''] }) => {
        // Since Postgres 18 a NOT NULL has a name.
        const usual = `${table}_${column}_not_null`
        const isOdd = owner === table && kind === 'n' && name !== usual && !isLater(table, column)
        return isOdd && isDocumented(table, column)
          ? [`ALTER TABLE public.${table} RENAME CONSTRAINT ${quoted(name)} TO ${quoted(usual)}`]
          : []
      }),
      findings: ruled === 0 ? [] : [`${table}: ${ruled} columns miss a documented NOT NULL; they get it.`],
    },
  ])
}

function isDocumented(table: TableName, name: string): boolean {
  return name in baselineTables[table].columns
}

function normaliseColumn(table: TableName, column: FoundColumn): Normalising {
  const wanted = baselineTables[table].columns[column.name]
  const subject = `${table}.${column.name}`
  const alter = `ALTER TABLE public.${table} ALTER COLUMN ${quoted(column.name)}`
  if (wanted === undefined) return ofOthers(subject, alter, column)
  // The journal's number may count itself in any way.
  if (column.isComputed) return noPart
  const changes = column.type !== wanted.type
  const setsDefault = changes || column.fallback !== wanted.fallback
  const usesSequence = column.fallback?.startsWith('nextval') === true && table === 'drizzle'
  return {
    ...noPart,
    loosen: [
      ...(setsDefault && !usesSequence ? [`${alter} DROP DEFAULT`] : []),
      ...(changes ? [`${alter} TYPE ${wanted.type} USING ${conversion(column, wanted.type)}`] : []),
      ...(setsDefault && !usesSequence && wanted.fallback !== null
        ? [`${alter} SET DEFAULT ${wanted.fallback}`]
        : []),
      ...(column.filled && !wanted.filled ? [`${alter} DROP NOT NULL`] : []),
    ],
    tighten: wanted.filled && !column.filled && !isFreedLater(subject) ? [`${alter} SET NOT NULL`] : [],
    findings: changes
      ? [`${subject} is ${column.type}; it becomes ${wanted.type}, with the same values.`]
      : [],
  }
}

/** The next migration lets these be empty, or takes their table away. */
function isFreedLater(subject: string): boolean {
  return ['spotify_auth.access_token', 'spotify_auth.refresh_token', 'admins.user_id'].includes(subject)
}

function ofOthers(subject: string, alter: string, column: FoundColumn): Normalising {
  if (isLater(column.table, column.name)) {
    return {
      ...noPart,
      findings: [`${subject} was added by hand; its values are taken over where they hold.`],
    }
  }
  if (column.table === 'admins') {
    return { ...noPart, findings: [`${subject} is not of the document; its values go to the audit.`] }
  }
  // Cueline fills no column that it does not know.
  const blocks = column.filled && column.fallback === null && !column.isComputed
  return {
    ...noPart,
    loosen: blocks ? [`${alter} DROP NOT NULL`] : [],
    findings: [
      `${subject} is not of the document; it is kept${blocks ? ', and may be empty in new rows' : ''}.`,
    ],
  }
}
