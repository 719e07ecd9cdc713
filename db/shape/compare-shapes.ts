import type { Shape, TableShape } from './read-shape.ts'

/** `wrong`: something that the program relies on is not so. Otherwise it is additional, harmless and kept. */
export type Difference = { readonly words: string; readonly wrong: boolean }

/** Says in words where a database is not as it should be, table by table. */
export function compareShapes(found: Shape, expected: Shape): readonly Difference[] {
  const names = union(expected.tables, found.tables)
  return [
    ...names.flatMap((name) => ofTable(name, found.tables[name], expected.tables[name])),
    ...ofTexts('', 'function', found.functions, expected.functions),
  ]
}

function ofTable(
  name: string,
  found: TableShape | undefined,
  expected: TableShape | undefined,
): readonly Difference[] {
  if (expected === undefined) return found ? [additionalTable(name, found)] : []
  if (found === undefined) return [wrong(`the table ${name} is missing`)]
  const within = `table ${name}: `
  return [
    ...ofColumns(name, found, expected),
    ...ofTexts(within, 'constraint', found.constraints, expected.constraints),
    ...ofTexts(within, 'index', found.indexes, expected.indexes),
    ...ofTexts(within, 'trigger', found.triggers, expected.triggers),
    ...ofPolicies(within, found, expected),
    ...ofGrants(within, found, expected),
  ]
}

/** The app itself never looks at it; only what its role may read could show one tenant to another. */
function additionalTable(name: string, found: TableShape): Difference {
  if (found.granted === '' || found.rowSecurity === 'forced') return kept(`additional table ${name}`)
  return wrong(
    `the additional table ${name} is open to cueline_app (${found.granted}) without row-level security: tenants could see each other`,
  )
}

function ofColumns(table: string, found: TableShape, expected: TableShape): readonly Difference[] {
  return union(expected.columns, found.columns).flatMap((name) => {
    const is = found.columns[name]
    const should = expected.columns[name]
    const column = `column ${table}.${name}`
    if (is === undefined) return [wrong(`the ${column} is missing`)]
    if (should === undefined) {
      const stops = !is.nullable && is.default === null && is.generated === null
      return [
        stops
          ? wrong(`the additional ${column} wants a value: nothing can be stored`)
          : kept(`additional ${column}`),
      ]
    }
    const differences: Difference[] = []
    if (is.type !== should.type)
      differences.push(wrong(`${column} is of the type ${is.type}, should be ${should.type}`))
    if (is.nullable && !should.nullable) differences.push(wrong(`${column} allows NULL, should not`))
    if (!is.nullable && should.nullable) differences.push(wrong(`${column} refuses NULL, should allow it`))
    if (is.default !== should.default)
      differences.push(
        wrong(
          `${column} has ${quoted('default', is.default)}, should have ${quoted('default', should.default)}`,
        ),
      )
    if (is.generated !== should.generated)
      differences.push(
        wrong(
          `${column} has ${quoted('formula', is.generated)}, should have ${quoted('formula', should.generated)}`,
        ),
      )
    return differences
  })
}

function ofTexts(
  within: string,
  kind: string,
  found: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>>,
): readonly Difference[] {
  return union(expected, found).flatMap((name) => {
    const is = found[name]
    const should = expected[name]
    if (is === undefined) return [wrong(`${within}the ${kind} ${name} is missing`)]
    // A constraint more may refuse what the app stores.
    if (should === undefined)
      return [{ words: `${within}additional ${kind} ${name} (kept)`, wrong: kind === 'constraint' }]
    if (plain(is) === plain(should)) return []
    if (kind === 'function')
      return [wrong(`${within}the function ${name} does something else than it should`)]
    return [wrong(`${within}the ${kind} ${name} is “${plain(is)}”, should be “${plain(should)}”`)]
  })
}

function ofPolicies(within: string, found: TableShape, expected: TableShape): readonly Difference[] {
  const additional = Object.keys(found.policies).filter((name) => !(name in expected.policies))
  const opened = additional.map((name) =>
    wrong(`${within}the additional policy ${name} may show tenants to each other`),
  )
  const known = Object.fromEntries(
    Object.entries(found.policies).filter(([name]) => name in expected.policies),
  )
  const protection: Difference[] = []
  if (expected.rowSecurity !== 'off' && found.rowSecurity === 'off')
    protection.push(wrong(`${within}row-level security is off: tenants could see each other`))
  if (expected.rowSecurity === 'forced' && found.rowSecurity === 'on')
    protection.push(wrong(`${within}row-level security does not bind the owner of the table, should`))
  return [...protection, ...ofTexts(within, 'policy', known, expected.policies), ...opened]
}

function ofGrants(within: string, found: TableShape, expected: TableShape): readonly Difference[] {
  if (found.granted === expected.granted) return []
  const may = (privileges: string) => privileges || 'do nothing'
  return [
    wrong(
      `${within}the role cueline_app may ${may(found.granted)}, should be able to ${may(expected.granted)}`,
    ),
  ]
}

function quoted(kind: string, text: string | null): string {
  return text === null ? `no ${kind}` : `the ${kind} “${text}”`
}

/** Line ends and indents are no difference. */
function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function wrong(words: string): Difference {
  return { words, wrong: true }
}

function kept(words: string): Difference {
  return { words: `${words} (kept)`, wrong: false }
}

function union(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
}
