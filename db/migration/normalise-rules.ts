import { baselineTables, type TableName } from './baseline.ts'
import type { Catalogue, FoundConstraint } from './catalogue.ts'
import { quoted } from './conversions.ts'
import { isLater } from './later-names.ts'
import { joinParts, type Normalising, noPart } from './normalising.ts'

const enabling: Readonly<Record<string, string>> = {
  O: 'ENABLE',
  A: 'ENABLE ALWAYS',
  R: 'ENABLE REPLICA',
}

/** Constraints as documented under their documented names; policies of others go, their triggers pause. */
export function normaliseRules(table: TableName, catalogue: Catalogue): Normalising {
  return joinParts([
    normaliseConstraints(table, catalogue),
    openRows(table, catalogue),
    pauseTriggers(table, catalogue),
  ])
}

function normaliseConstraints(table: TableName, { constraints }: Catalogue): Normalising {
  // Of `admins`, which ends, only what events refer to.
  const wanted = Object.entries(baselineTables[table].constraints).filter(
    ([name]) => table !== 'admins' || name === 'admins_pkey',
  )
  const found = constraints.filter((one) => one.table === table && one.kind !== 'n' && one.kind !== 't')
  const alter = `ALTER TABLE public.${table}`
  const kept = new Set<string>()
  const parts = wanted.map(([name, definition]) => {
    const same = found.filter((one) => one.definition === definition)
    const match = same.find((one) => one.name === name) ?? same[0]
    if (match === undefined) {
      const add = `${alter} ADD CONSTRAINT ${name} ${definition}`
      const isReference = definition.startsWith('FOREIGN KEY')
      const findings = [`${table}: ${definition} of the document is missing; it is added.`]
      return { ...noPart, ...(isReference ? { link: [add] } : { tighten: [add] }), findings }
    }
    kept.add(match.name)
    const rename = `${alter} RENAME CONSTRAINT ${quoted(match.name)} TO ${name}`
    return { ...noPart, loosen: match.name === name ? [] : [rename] }
  })
  const others = found.filter((one) => !kept.has(one.name)).map((one) => otherConstraint(table, one))
  return joinParts([...others, ...parts])
}

/** A rule about documented columns alone would hold against what Cueline does; others stay. */
function otherConstraint(
  table: TableName,
  { name, kind, definition, columns }: FoundConstraint,
): Normalising {
  const documented = columns.every(
    (column) => column in baselineTables[table].columns || isLater(table, column),
  )
  const isKey = kind === 'u' && (columns.join() === 'id' || columns.join() === 'sid')
  if (isKey || (!documented && kind !== 'p')) {
    return { ...noPart, findings: [`${table}: the rule ${name} (${definition}) is kept.`] }
  }
  const drop = [`ALTER TABLE public.${table} DROP CONSTRAINT ${quoted(name)}`]
  const isHalf = columns.some((column) => isLater(table, column)) || table === 'admins'
  return {
    ...noPart,
    ...(kind === 'f' ? { unlink: drop } : { loosen: drop }),
    findings: isHalf ? [] : [`${table}: the rule ${name} (${definition}) is not of the document; it goes.`],
  }
}

function openRows(table: TableName, { tables, policies }: Catalogue): Normalising {
  const found = tables.find(({ name }) => name === table)
  const alter = `ALTER TABLE public.${table}`
  const foreign = policies.filter((policy) => policy.table === table).map(({ name }) => name)
  return {
    ...noPart,
    loosen: [
      ...foreign.map((name) => `DROP POLICY ${quoted(name)} ON public.${table}`),
      ...(found?.forced ? [`${alter} NO FORCE ROW LEVEL SECURITY`] : []),
      ...(found?.secured ? [`${alter} DISABLE ROW LEVEL SECURITY`] : []),
    ],
    findings: foreign.map((name) => `${table}: the policy ${name} goes; Cueline's own take its place.`),
  }
}

/** Rows are moved as they are: no trigger of others has a say in it. */
function pauseTriggers(table: TableName, { triggers }: Catalogue): Normalising {
  const found = table === 'admins' ? [] : triggers.filter((trigger) => trigger.table === table)
  const alter = `ALTER TABLE public.${table}`
  return {
    ...noPart,
    loosen: found.map(({ name }) => `${alter} DISABLE TRIGGER ${quoted(name)}`),
    giveBack: found.flatMap(({ name, state }) =>
      enabling[state] === undefined ? [] : [`${alter} ${enabling[state]} TRIGGER ${quoted(name)}`],
    ),
    findings: found.map(({ name }) => `${table}: the trigger ${name} is kept; it rests meanwhile.`),
  }
}
