import { baselineTables, type TableName, tableNames } from './baseline.ts'
import { migrations } from './migration-files.ts'

const columnTypes = 'UUID|TEXT|BOOLEAN|INTEGER|JSONB|DOUBLE PRECISION|TIMESTAMP WITH TIME ZONE'

const later = migrations.slice(1)

function all(pattern: string): readonly string[] {
  return later.flatMap(({ sql }) => [...sql.matchAll(new RegExp(pattern, 'g'))].map(([, name = '']) => name))
}

// What the migrations after the baseline make, read from their text so that these lists are never behind.
export const laterTables = all('CREATE (?:UNLOGGED )?TABLE (\\w+)')
export const laterFunctions = all('CREATE FUNCTION (\\w+)')
export const laterNames: ReadonlySet<string> = new Set([
  ...all('ADD CONSTRAINT (\\w+)'),
  ...all('CREATE (?:UNIQUE )?INDEX (\\w+)'),
])

export type LaterColumn = {
  readonly table: TableName
  readonly name: string
  readonly type: string
  /** The name of the migration that adds it. */
  readonly since: string
}

/** Columns of the documented tables that the document does not have yet. */
export const laterColumns: readonly LaterColumn[] = later.flatMap((migration) => {
  const added = new RegExp(`ALTER TABLE (\\w+) ADD COLUMN (\\w+)\\s+(${columnTypes})`, 'g')
  return [...migration.sql.matchAll(added)].flatMap(([, owner, name = '', type = '']) => {
    const table = tableNames.find((known) => known === owner)
    if (table === undefined || name in baselineTables[table].columns) return []
    return [{ table, name, type: type.toLowerCase(), since: migration.name }]
  })
})

export function isLater(table: string, name: string): boolean {
  return laterColumns.some((column) => column.table === table && column.name === name)
}

/** Columns of the document that the last schema does not have under their name and as they were. */
export const droppedColumns: readonly string[] = ['track_uri', 'track_name', 'artist_name', 'album_name']
