import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect } from '../../db/link.ts'
import { startEmbedded } from '../../db/postgres/start-embedded.ts'

const quiet = { info() {}, warn() {}, error() {} }

/** The schema of October 2025, as its document has it. */
const productionSchema = readFileSync(
  fileURLToPath(new URL('../../db/migrations/0000_production_schema.sql', import.meta.url)),
  'utf8',
)

/** A Postgres that is not the app's own: what `DATABASE_URL` leads to. */
export async function startPostgres() {
  const home = mkdtempSync(join(tmpdir(), 'cueline-postgres-'))
  chmodSync(home, 0o755)
  const server = await startEmbedded({ home, log: quiet })

  async function run<T extends Record<string, unknown>>(url: string, sql: string): Promise<readonly T[]> {
    const client = connect(url)
    try {
      return [...(await client.unsafe<T[]>(sql))]
    } finally {
      await client.end({ timeout: 5 })
    }
  }

  return {
    run,
    /** A new database; answers its owner's URL. */
    async create(name: string): Promise<string> {
      await run(server.url, `create database ${name}`)
      const url = new URL(server.url)
      url.pathname = `/${name}`
      return url.href
    },
    /** A new database with the seven documented tables and these rows. */
    async createProduction(name: string, rows: string): Promise<string> {
      const url = await this.create(name)
      await run(url, `${productionSchema};\n${rows}`)
      return url
    },
    async close(): Promise<void> {
      await server.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
