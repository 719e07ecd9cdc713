import { baselineTables, type TableName } from './baseline.ts'
import type { Catalogue, FoundIndex } from './catalogue.ts'
import { quoted } from './conversions.ts'
import { droppedColumns, isLater, laterNames } from './later-names.ts'
import { joinParts, type Normalising, noPart } from './normalising.ts'

/** Indexes as documented under their documented names; those of others stay or come back after all. */
export function normaliseIndexes(table: TableName, { indexes }: Catalogue): Normalising {
  if (table === 'admins') return noPart
  const found = indexes.filter((index) => index.table === table)
  const kept = new Set<string>()
  const wanted = Object.entries(baselineTables[table].indexes).map(([name, method]) => {
    const isUsable = (index: FoundIndex) => index.name === name || !laterNames.has(index.name)
    const same = found.filter((index) => !index.unique && methodOf(index) === method && isUsable(index))
    const match = same.find((index) => index.name === name) ?? same[0]
    if (match === undefined) {
      const made = `CREATE INDEX ${name} ON public.${table} USING ${method}`
      return { ...noPart, tighten: [made], findings: [`${table}: the index ${name} is missing; it is made.`] }
    }
    kept.add(match.name)
    const rename = `ALTER INDEX public.${quoted(match.name)} RENAME TO ${name}`
    return { ...noPart, loosen: match.name === name ? [] : [rename] }
  })
  const others = found.filter((index) => !kept.has(index.name)).map((index) => otherIndex(table, index))
  return joinParts([...others, ...wanted])
}

function methodOf({ definition }: FoundIndex): string {
  return definition.slice(definition.indexOf(' USING ') + ' USING '.length)
}

/** The constraint that says the same as a unique index. */
function ruleOf(index: FoundIndex): string {
  return methodOf(index).replace('btree', 'UNIQUE')
}

function otherIndex(table: TableName, index: FoundIndex): Normalising {
  const { name, unique, columns, definition } = index
  const drop = [`DROP INDEX public.${quoted(name)}`]
  const isDocumented = (column: string) => column in baselineTables[table].columns || isLater(table, column)
  const isRuleToo = unique && Object.values(baselineTables[table].constraints).includes(ruleOf(index))
  const isMadeAnew = laterNames.has(name) || name in baselineTables[table].indexes || isRuleToo
  if (isMadeAnew) return { ...noPart, loosen: drop }
  if (unique && columns.join() !== 'id' && columns.join() !== 'sid' && columns.every(isDocumented)) {
    const findings = [`${table}: the unique index ${name} is a rule that is not of the document; it goes.`]
    return { ...noPart, loosen: drop, findings }
  }
  const goes = (column: string) => table === 'requests' && droppedColumns.includes(column)
  if (columns.some((column) => goes(column) && column !== 'track_uri')) {
    const findings = [`${table}: the index ${name} goes with the columns that it is made of.`]
    return { ...noPart, loosen: drop, findings }
  }
  const findings = [`${table}: the index ${name} is kept.`]
  const isRemade = columns.some((column) => goes(column) || isLater(table, column))
  return isRemade ? { ...noPart, loosen: drop, giveBack: [definition], findings } : { ...noPart, findings }
}
