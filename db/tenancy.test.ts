import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Guest } from '../src-main/core/guest.ts'
import { eventsIn } from './events.ts'
import { guestsIn } from './guests.ts'
import { requestsIn } from './requests.ts'
import type { TenantContext, Tx } from './tenant.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { ask, makeNight, type Night } from './testing/night.ts'
import { usersIn } from './users.ts'

type Tenant = {
  readonly night: Night
  readonly guest: Guest
  readonly contexts: readonly TenantContext[]
  readonly requestId: string
}

let made: TestDatabase
let tenants: readonly [Tenant, Tenant]

beforeAll(async () => {
  made = await createTestDatabase()
  tenants = [await makeTenant('mia'), await makeTenant('jonas')]
})
afterAll(() => made.close())

async function makeTenant(name: string): Promise<Tenant> {
  const night = await makeNight(made.database, name)
  const { guest, context } = await night.join(`Guest of ${name}`)
  const request = ask(night, guest, 'Waterloo')
  await made.database.withTenant(context, (tx) => requestsIn(tx).insert(request, 5))
  return { night, guest, contexts: [night.dj, context], requestId: request.id }
}

/** Everything that the queries can show somebody, when pointed at the rows of `other`. */
const reads: Readonly<Record<string, (tx: Tx, other: Tenant) => Promise<unknown>>> = {
  'the event': (tx, other) => eventsIn(tx).byId(other.night.event.id),
  'the events': (tx, other) => eventsIn(tx).list(other.night.user.id),
  'the event by title': (tx, other) =>
    eventsIn(tx).newestOpenByTitle(other.night.user.id, other.night.event.config.title),
  'the requests': (tx, other) => requestsIn(tx).allOf(other.night.event.id),
  'a request': (tx, other) => requestsIn(tx).byId(other.requestId),
  'requests by id': (tx, other) => requestsIn(tx).byIds([other.requestId]),
  'the guests': (tx, other) => guestsIn(tx).allOf(other.night.event.id),
  'a guest': (tx, other) => guestsIn(tx).byId(other.guest.id),
  'guests by id': (tx, other) => guestsIn(tx).byIds([other.guest.id]),
  'the account': (tx, other) => usersIn(tx).byId(other.night.user.id),
}

/** Everything that the queries can change; each would show in `stateOf`. */
const writes: Readonly<Record<string, (tx: Tx, other: Tenant) => Promise<unknown>>> = {
  'change the event': (tx, other) =>
    eventsIn(tx).update(other.night.event.id, null, { config: { title: 'Stolen' } }),
  'end the event': (tx, other) => eventsIn(tx).end(other.night.event.id, 1),
  'change a request': (tx, other) => requestsIn(tx).change(other.requestId, null, { status: 'rejected' }),
  'move a request': (tx, other) =>
    requestsIn(tx).setPositions(other.night.event.id, [{ id: other.requestId, position: 9 }]),
  'start a request': (tx, other) =>
    requestsIn(tx).startPlaying(other.night.event.id, other.requestId, null, 1),
  'finish what plays': (tx, other) => requestsIn(tx).finishPlaying(other.night.event.id, 1),
  'take a request back': (tx, other) => requestsIn(tx).removePending(other.requestId),
  vote: (tx, other) =>
    requestsIn(tx).addVote(
      { id: other.requestId, userId: other.night.user.id, eventId: other.night.event.id },
      other.guest.id,
    ),
  ask: (tx, other) => requestsIn(tx).insert(ask(other.night, other.guest, 'Fernando'), 0),
  'keep a session': (tx, other) => guestsIn(tx).touch(other.guest.id, 1),
  'remove sessions': (tx) => guestsIn(tx).removeExpired(Number.MAX_SAFE_INTEGER / 2),
  join: (tx, other) => guestsIn(tx).create({ ...other.guest, id: randomUUID(), userId: other.night.user.id }),
  'create an event': (tx, other) =>
    eventsIn(tx).create({
      userId: other.night.user.id,
      config: other.night.event.config,
      pin: '8642',
      status: 'live',
    }),
  'point a request elsewhere': (tx, other) =>
    tx.execute(sql`update requests set event_id = ${other.night.event.id}`),
  'change all': (tx) => tx.execute(sql`update requests set note = 'stolen'`),
  'delete all': (tx) => tx.execute(sql`delete from request_votes`),
}

/** Runs as somebody and takes everything back, so that one case can't change the next. */
async function tryAs(context: TenantContext, work: (tx: Tx) => Promise<unknown>): Promise<unknown> {
  let seen: unknown
  const undo = new Error('undo')
  await made.database
    .withTenant(context, async (tx) => {
      seen = await work(tx)
      throw undo
    })
    .catch((error) => {
      if (error !== undo) seen = { refused: true }
    })
  return seen
}

function stateOf(tenant: Tenant): Promise<unknown> {
  return made.database.withTenant(tenant.night.dj, async (tx) => ({
    event: await eventsIn(tx).byId(tenant.night.event.id),
    events: await eventsIn(tx).list(tenant.night.user.id),
    requests: await requestsIn(tx).allOf(tenant.night.event.id),
    guests: await guestsIn(tx).allOf(tenant.night.event.id),
  }))
}

const nothing = [null, undefined, [], 0]

describe('two tenants', () => {
  test('neither sees a row of the other, as DJ or as guest', async () => {
    for (const [mine, other] of [tenants, [tenants[1], tenants[0]] as const]) {
      for (const context of mine.contexts) {
        for (const [name, read] of Object.entries(reads)) {
          const seen = await tryAs(context, (tx) => read(tx, other))
          expect(nothing, `${context.role} reads ${name}`).toContainEqual(seen)
        }
      }
    }
  })

  test('each sees their own by the same queries', async () => {
    const [mine] = tenants
    for (const name of Object.keys(reads)) {
      const seen = await tryAs(mine.night.dj, (tx) => reads[name]?.(tx, mine) ?? Promise.resolve(null))
      expect(nothing, `reads ${name}`).not.toContainEqual(seen)
    }
  })

  test('neither changes a row of the other, whatever is tried, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...Object.keys(writes)), fc.nat(1)), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.nat(1),
        async (steps, who) => {
          const [mine, other] = who === 0 ? tenants : [tenants[1], tenants[0]]
          const before = await stateOf(other)
          for (const [name, as] of steps) {
            const context = mine.contexts[as] ?? mine.night.dj
            // Committed where it is allowed at all: what counts is the other one's state afterwards.
            await made.database
              .withTenant(context, async (tx) => {
                if (name === 'remove sessions' || name === 'point a request elsewhere') return
                await writes[name]?.(tx, other)
              })
              .catch(() => {})
          }
          expect(await stateOf(other)).toEqual(before)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('a request can not be moved to the event of another tenant', async () => {
    const [mine, other] = tenants
    for (const context of mine.contexts) {
      const seen = await tryAs(context, async (tx) => {
        await tx.execute(sql`update requests set event_id = ${other.night.event.id}`)
        return tx.execute(sql`select 1 from requests where event_id = ${other.night.event.id}`)
      })
      // The DJ's attempt is refused; a guest may not change requests at all, so nothing is there to move.
      if (context.role === 'dj') expect(seen).toEqual({ refused: true })
      else expect(seen).toHaveLength(0)
    }
  })

  test('500 mixed transactions at once leak nothing', async () => {
    const wrong: unknown[] = []
    await Promise.all(
      Array.from({ length: 500 }, async (_, number) => {
        const tenant = tenants[number % 2] ?? tenants[0]
        const context = tenant.contexts[Math.floor(number / 2) % 3] ?? tenant.night.dj
        const options = { deadline: 30_000 }
        const seen = await made.database
          .withTenant(
            context,
            async (tx) => {
              if (number % 7 === 0) await tx.execute(sql`select pg_sleep(0.002)`)
              if (number % 11 === 0) throw new Error('changed my mind')
              return tx.execute<{ user_id: string }>(sql`select user_id from requests`)
            },
            options,
          )
          .catch(() => [])
        wrong.push(...seen.filter((row) => row.user_id !== tenant.night.user.id))
      }),
    )
    expect(wrong).toEqual([])
  })
})

describe('the system', () => {
  test('sees accounts and nothing of tenants', async () => {
    for (const table of ['events', 'requests', 'request_votes', 'session_store', 'spotify_auth']) {
      const rows = await made.database.withTenant({ role: 'system' }, (tx) =>
        tx.execute(sql`select 1 from ${sql.identifier(table)}`),
      )
      expect(rows, table).toHaveLength(0)
    }
    expect(await made.database.withTenant({ role: 'system' }, (tx) => usersIn(tx).count())).toBe(2)
  })
})

describe('the catalogue of the database', () => {
  test('every table of tenants has forced policies with both sides', async () => {
    const rows = await made.database.withTenant({ role: 'system' }, (tx) =>
      tx.execute<{ name: string; forced: boolean; policies: number; open: number }>(sql`
        select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
          (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
          (select count(*)::int from pg_policy p where p.polrelid = c.oid
            and (p.polqual is null and p.polcmd <> 'a' or p.polwithcheck is null and p.polcmd in ('a', '*')
              )) as open
        from pg_class c where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace = 'public'::regnamespace
          and (c.relname = 'users' or exists (select from pg_attribute a where a.attrelid = c.oid
            and a.attname in ('user_id', 'event_id') and not a.attisdropped))`),
    )
    expect(rows.map((row) => row.name).sort()).toEqual([
      'audit',
      'events',
      'recovery_codes',
      'request_votes',
      'requests',
      'session_store',
      'spotify_auth',
      'users',
    ])
    for (const row of rows) {
      expect(row, row.name).toMatchObject({ forced: true, open: 0 })
      expect(row.policies, row.name).toBeGreaterThan(0)
    }
  })

  test('the role of the app owns nothing, makes nothing and bypasses nothing', async () => {
    const [role] = await made.database.withTenant({ role: 'system' }, (tx) =>
      tx.execute(sql`select current_user as name, rolsuper, rolbypassrls, rolcanlogin, rolcreatedb, rolcreaterole,
        (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned
        from pg_roles where rolname = current_user`),
    )
    expect(role).toEqual({
      name: 'cueline_app',
      rolsuper: false,
      rolbypassrls: false,
      rolcanlogin: false,
      rolcreatedb: false,
      rolcreaterole: false,
      owned: 0,
    })
    for (const statement of ['create table loot (id int)', 'drop table requests', 'truncate requests']) {
      await expect(
        made.database.withTenant({ role: 'system' }, (tx) => tx.execute(sql.raw(statement))),
      ).rejects.toThrow()
    }
  })
})
