import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { DatabaseProblem } from '../database-problem.ts'
import type { PgLink } from '../pg-link.ts'
import { createTally, type Tally } from './tally.ts'

/** Streams one table into a new gzipped file that only its owner may read; on disk when it resolves. */
export async function copyTable(
  link: PgLink,
  table: { readonly name: string; readonly columns: readonly { readonly name: string }[] },
  path: string,
  onBytes: (bytes: number) => void,
): Promise<Tally> {
  const name = `public.${pg.escapeIdentifier(table.name)}`
  const columns = table.columns.map((column) => pg.escapeIdentifier(column.name)).join(', ')
  const list = columns === '' ? '' : ` (${columns})`
  const tally = createTally(onBytes)
  const file = await open(path, 'wx', 0o600)
  try {
    const rows = link.query(copyTo(`copy ${name}${list} to stdout with (format csv, header true)`))
    await pipeline(rows, tally.stream, createGzip({ level: 6 }), file.createWriteStream({ flush: true }))
  } finally {
    await file.close().catch(() => {})
  }
  const counted = await link.query<{ rows: string }>(`select count(*)::text as rows from ${name}`)
  const expected = Number(counted.rows[0]?.rows)
  const { rows } = tally.result()
  if (rows !== expected) {
    throw new DatabaseProblem(
      'export-failed',
      `The copy of the table ${table.name} has ${rows} rows, the table has ${expected}. Nothing was changed.`,
    )
  }
  return tally.result()
}
