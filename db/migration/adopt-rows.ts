import { applyRepairs, auditRepairs, makeRepairsTable, nameOwners, setAsideAdmins } from './apply-repairs.ts'
import { leaveUnclaimed, makeOwnerIfNone, tieRequests } from './backfill.ts'
import type { Sql } from './catalogue.ts'
import { rememberLost, restoreHalfColumns, saveHalfColumns } from './half-columns.ts'
import type { MigrationPlan } from './plan-migration.ts'
import { shapeOf } from './repair.ts'
import { findRepairs } from './repairs.ts'
import { restIndexes } from './resting-indexes.ts'

/** What goes on around single migrations when rows of the earlier app are in the tables. */
export type Adoption = {
  before(migration: string): Promise<void>
  after(migration: string): Promise<void>
  /** Once all have run. */
  finish(): Promise<void>
}

/** Brings the tables to the baseline and their rows to its rules; the migrations then run as on any database. */
export async function adoptRows(
  sql: Sql,
  { normalising, halves, catalogue }: MigrationPlan,
  onStep: (words: string) => void,
): Promise<Adoption> {
  const shape = shapeOf(catalogue)
  const indexes = restIndexes(sql)
  onStep('Bringing the tables to the form of the document')
  await makeRepairsTable(sql)
  await runEach(sql, [...normalising.unlink, ...normalising.loosen])
  await saveHalfColumns(sql, halves)
  await indexes.dropAll()
  onStep('Repairing rows')
  await makeOwnerIfNone(sql)
  await saveDirectAdmins(sql, shape.has('admins'))
  await applyRepairs(sql, await findRepairs(sql, shape))
  await runEach(sql, [...normalising.tighten, ...normalising.link])

  return {
    async before(migration) {
      if (migration === '0002_constraints') {
        onStep('Giving each request its night')
        await leaveUnclaimed(sql)
        await indexes.dropAll()
        await tieRequests(sql, halves)
      }
      if (migration === '0003_track_data') await indexes.dropAll()
      if (migration === '0004_admins_to_roles') await setAsideAdmins(sql)
      // From there on nobody sees all rows, not even the owner.
      if (migration === '0005_row_level_security') {
        await restoreDirectAdmins(sql)
        await rememberLost(sql, halves)
        await nameOwners(sql)
      }
    },

    async after(migration) {
      await restoreHalfColumns(sql, halves, migration)
      if (migration === '0003_track_data') await indexes.restore()
      if (migration === '0007_accounts') await auditRepairs(sql)
    },

    async finish() {
      await indexes.restore()
      await runEach(sql, normalising.giveBack)
    },
  }
}

async function runEach(sql: Sql, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.unsafe(statement)
}

/** Some have the user itself as an event's active admin: that waits until `admins` is gone. */
async function saveDirectAdmins(sql: Sql, hasAdmins: boolean): Promise<void> {
  await sql.unsafe(`create temp table cueline_direct_admins on commit drop as
    select e.id, e.active_admin_id from public.events e join public.users u on u.id = e.active_admin_id
    ${hasAdmins ? 'where not exists (select from public.admins a where a.id = e.active_admin_id)' : ''}`)
  await sql.unsafe(`update public.events e set active_admin_id = null
    from pg_temp.cueline_direct_admins d where d.id = e.id`)
}

async function restoreDirectAdmins(sql: Sql): Promise<void> {
  await sql.unsafe(`update public.events e set active_admin_id = d.active_admin_id
    from pg_temp.cueline_direct_admins d where d.id = e.id`)
}
