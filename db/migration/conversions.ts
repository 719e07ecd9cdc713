import type { FoundColumn } from './catalogue.ts'

const texts = /^(character varying|character|citext)(\(\d+\))?$/
const times = /^timestamp(\(\d\))? (with|without) time zone$/
const widenings: Readonly<Record<string, readonly string[]>> = {
  jsonb: ['json'],
  integer: ['smallint'],
  bigint: ['integer', 'smallint'],
  'double precision': ['real', 'integer', 'smallint'],
}

/**
 * The expression that turns a column into `type` without loss; `null` when there is none. Times without a
 * zone are taken for UTC.
 */
export function conversion({ name, type, isEnum }: FoundColumn, wanted: string): string | null {
  const column = quoted(name)
  if (type === wanted) return column
  if (wanted === 'text' && (isEnum || texts.test(type))) return `${column}::text`
  if (wanted === 'timestamp with time zone' && times.test(type)) {
    return type.includes('without') ? `(${column} at time zone 'UTC')` : `${column}::timestamptz`
  }
  return widenings[wanted]?.includes(type) ? `${column}::${wanted}` : null
}

/** Of a column that was added by hand each value is looked at, so texts may hold what we keep in another type. */
export function savedAsText(column: FoundColumn, wanted: string): string | null {
  const converted = conversion(column, wanted)
  if (converted !== null) return `${converted}::text`
  const isText = column.type === 'text' || column.isEnum || texts.test(column.type)
  if ((wanted === 'uuid' && isText) || (wanted === 'text' && column.type === 'uuid')) {
    return `${quoted(column.name)}::text`
  }
  return null
}

/** A name as it may stand in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text that Postgres takes as a uuid, quoted for SQL. */
export const uuidPattern = `'^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'`
