import { randomBytes } from 'node:crypto'
import { lstat, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseProblem } from './database-problem.ts'
import { copyTable } from './export/copy-table.ts'
import type { ExportedTable, Manifest } from './export/manifest.ts'
import { readBack } from './export/read-back.ts'
import { readSequences, readTables } from './export/read-tables.ts'
import { placeOf } from './link.ts'
import { type PgLink, withPgLink } from './pg-link.ts'
import { fileProblem } from './postgres/server-problem.ts'

export type ExportOptions = {
  /** Of somebody who may read every row: the owner's. */
  readonly url: string
  /** Made by the export; must not be there yet. */
  readonly folder: string
  /** Milliseconds without a byte from the database after which the export gives up; 60,000 unless told. */
  readonly silence?: number
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ExportProgress) => void
}

/** `done` of `tables` are copied; `bytes` of CSV so far. */
export type ExportProgress = { readonly done: number; readonly tables: number; readonly bytes: number }

export type Exported = { readonly folder: string; readonly tables: readonly ExportedTable[] }

/** Where an export of this moment goes, within `CUELINE_HOME`: `backups/2026-05-01T20-15-00Z-before-migration`. */
export function exportFolder(home: string, at: Date, reason: string): string {
  return join(home, 'backups', `${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z-${reason}`)
}

/** For a migration: copies what is there to a folder of this moment within `CUELINE_HOME`. */
export function exportBefore(url: string, home: string): () => Promise<Exported> {
  return () => exportDatabase({ url, folder: exportFolder(home, new Date(), 'before-migration') })
}

/**
 * Copies every table of the schema `public` as one moment shows them, and reads the copy back: it is there, whole
 * and checked, or not at all. Takes no lock that keeps anybody from reading or writing. Throws `DatabaseProblem`.
 */
export async function exportDatabase(options: ExportOptions): Promise<Exported> {
  const { url, folder, signal, silence = 60_000 } = options
  // Whole, it gets its name by one rename; a name like this one is what a killed export leaves.
  const unfinished = `${folder}.unfinished-${randomBytes(4).toString('hex')}`
  try {
    await refuseExisting(folder)
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
    await mkdir(unfinished, { mode: 0o700 })
    const manifest = await withPgLink(url, { silence, signal }, (link) => copyAll(link, unfinished, options))
    for (const table of manifest.tables) await compare(join(unfinished, table.file), table)
    await write(join(unfinished, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    await settle(unfinished)
    await rename(unfinished, folder)
    await settle(dirname(folder))
    return { folder, tables: manifest.tables }
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {})
    throw fileProblem(error, folder)
  }
}

/** One snapshot for all tables, counts and sequences. */
async function copyAll(link: PgLink, folder: string, { url, onProgress }: ExportOptions): Promise<Manifest> {
  await link.query('begin isolation level repeatable read read only')
  // Rather an error than a copy without the rows that a policy hides.
  await link.query(`set local row_security = off; set local lock_timeout = '10s'; set local statement_timeout = 0;
    set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
    set local bytea_output = 'hex'; set local timezone = 'UTC'`)
  const moment = await link.query<{ at: Date; server: string }>(
    `select now() as at, current_setting('server_version') as server`,
  )
  const found = await readTables(link)
  const tables: ExportedTable[] = []
  let bytes = 0
  for (const table of found) {
    const tally = await copyTable(link, table, join(folder, table.file), (more) => {
      bytes += more
      onProgress?.({ done: tables.length, tables: found.length, bytes })
    }).catch((error) => {
      throw isHidden(error) ? hidden(table.name, link.user ?? '') : error
    })
    tables.push({ ...table, ...tally })
  }
  const sequences = await readSequences(link)
  await link.query('commit')
  onProgress?.({ done: tables.length, tables: tables.length, bytes })
  const { at, server } = moment.rows[0] ?? { at: new Date(), server: '' }
  return { kind: 'cueline-export', at: at.toISOString(), place: placeOf(url), server, tables, sequences }
}

function isHidden(error: unknown): boolean {
  return error instanceof Error && /row-level security/.test(error.message)
}

function hidden(table: string, user: string): DatabaseProblem {
  return new DatabaseProblem(
    'not-allowed',
    `Row-level security hides rows of the table ${table} from the user ${user}, so no whole copy can be made as this user. Use a superuser of the database, or one with BYPASSRLS.`,
  )
}

async function compare(path: string, table: ExportedTable): Promise<void> {
  const read = await readBack(path).catch(() => null)
  if (read?.sha256 === table.sha256 && read.rows === table.rows) return
  throw new DatabaseProblem(
    'export-failed',
    `The copy of the table ${table.name} reads back differently from what was written: the disk of ${path} is not to be trusted. Nothing was changed.`,
  )
}

async function refuseExisting(folder: string): Promise<void> {
  if ((await lstat(folder).catch(() => null)) === null) return
  throw new DatabaseProblem('export-failed', `${folder} is there already. Name another folder for the copy.`)
}

async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The names in a folder on disk, too. Windows has no such thing, and needs none. */
async function settle(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
