import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importedTitle } from '../src-main/core/event.ts'
import type { Guest } from '../src-main/core/guest.ts'
import { accountCodesIn } from './account-codes.ts'
import { addressKeysIn } from './address-keys.ts'
import { auditIn } from './audit.ts'
import { displayLinksIn } from './display-links.ts'
import { eventsIn } from './events.ts'
import { expiryIn } from './expiry.ts'
import { guestListIn } from './guest-list.ts'
import { guestsIn } from './guests.ts'
import { historyIn } from './history.ts'
import { importedIn } from './imported.ts'
import { manyRequestsIn } from './many-requests.ts'
import { nightReportIn } from './night-report.ts'
import { noticesIn } from './notices.ts'
import { pinGuardsIn } from './pin-guards.ts'
import { requestPagesIn } from './request-pages.ts'
import { requestsIn } from './requests.ts'
import { spotifyAuthIn } from './spotify-auth.ts'
import { spotifyMarksIn } from './spotify-marks.ts'
import type { TenantContext, Tx } from './tenant.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { ask } from './testing/home.ts'
import { makeNight, type Night, ask as requestFor } from './testing/night.ts'
import { userAdminIn } from './user-admin.ts'
import { usersIn } from './users.ts'

type Tenant = {
  readonly night: Night
  readonly guest: Guest
  readonly contexts: readonly TenantContext[]
  readonly requestId: string
  /** A request that its guest took back. */
  readonly takenBack: string
  /** What they entered themselves. */
  readonly entry: string
  /** A night of theirs that is over. */
  readonly ended: string
  /** A practice night of theirs. */
  readonly practice: string
  /** A notice that was removed, for phones. */
  readonly noticeId: string
}

const codeHash = 'the hash of a code'
const storedTokens = { accessToken: 'a', refreshToken: 'r', expiresAt: 0, scope: null, tokenType: 'Bearer' }

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
  const request = requestFor(night, guest, 'Waterloo')
  const [takenBack, entry] = [randomUUID(), randomUUID()]
  await made.database.withTenant(context, async (tx) => {
    await requestsIn(tx).insert(request, 5)
    await requestsIn(tx).insert({ ...requestFor(night, guest, 'SOS'), id: takenBack }, 5)
    await requestsIn(tx).withdraw(takenBack, guest.id, 1)
  })
  const { id } = night.user
  await made.database.withTenant({ role: 'system' }, async (tx) => {
    await accountCodesIn(tx).replaceRecoveryCodes(id, [codeHash])
    await usersIn(tx).setActiveSession(id, { sid: `session of ${name}`, computer: 'Booth laptop' })
    const entry = { userId: id, eventId: null, actor: id, subject: 'users', subjectId: id } as const
    await auditIn(tx).write({ ...entry, action: 'role', before: null, after: null })
  })
  const noticeId = randomUUID()
  const ended = await made.database.withTenant(night.dj, async (tx) => {
    const config = { ...night.event.config, title: importedTitle }
    const pin = name === 'mia' ? '6021' : '6022'
    const event = await eventsIn(tx).create({ userId: id, config, pin, status: 'offline' })
    if (typeof event === 'string') throw new Error(event)
    await eventsIn(tx).end(event.id, null, 1)
    await addressKeysIn(tx).keep({ userId: id, eventId: event.id, key: `key of ${name}` })
    await pinGuardsIn(tx).change(night.event, {
      pin: night.event.pin,
      spent: false,
      code: `code of ${name}`,
      change: 1,
      wantsMore: false,
    })
    // Waits in the queue, so that every reading query has something to show to its owner.
    await requestsIn(tx).insert(
      { ...requestFor(night, guest, 'Halo'), id: entry, guestId: null, origin: 'dj', status: 'approved' },
      0,
    )
    const gold = {
      ...requestFor(night, guest, 'Gold'),
      guestId: null,
      origin: 'dj',
      status: 'approved',
    } as const
    await requestsIn(tx).insert({ ...gold, track: { ...gold.track, provider: 'spotify' } }, 0)
    await spotifyMarksIn(tx).setHandedOver(gold.id, true)
    await tx.execute(sql`insert into spotify_auth (user_id, access_token, refresh_token, expires_at)
      values (${id}, ${storedTokens.accessToken}, ${storedTokens.refreshToken}, now())`)
    await displayLinksIn(tx).ensure(id, `LINK-OF-${name}`)
    await noticesIn(tx).insert(noticeOf({ night }, noticeId))
    await noticesIn(tx).remove(noticeId, 1)
    await tx.execute(sql`insert into requests (user_id, event_id, requester_nickname, origin, status, track_data)
      values (${id}, ${night.event.id}, 'Anna', 'import', 'played', '{"uri": "spotify:track:1", "title": "Halo"}')`)
    return event.id
  })
  const practice = await made.database.withTenant(night.dj, async (tx) => {
    const config = { ...night.event.config, purpose: 'practice' } as const
    const pin = name === 'mia' ? '6023' : '6024'
    const event = await eventsIn(tx).create({ userId: id, config, pin, status: 'offline' })
    if (typeof event === 'string') throw new Error(event)
    return event.id
  })
  const door = { role: 'door', ...idsOf({ night }) } as const
  return {
    night,
    guest,
    contexts: [night.dj, context, door],
    requestId: request.id,
    takenBack,
    entry,
    ended,
    practice,
    noticeId,
  }
}

const emptyReport = {
  ...{ takenBack: 0, own: 0, votes: 0, guests: { joined: 0, asking: 0 } },
  ...{ waits: { decided: 0, median: null, most: null }, quarters: [], songs: [] },
}

type Attempt = (tx: Tx, other: Tenant) => Promise<unknown>
type Attempts = Readonly<Record<string, Attempt>>

const idsOf = ({ night }: Pick<Tenant, 'night'>) => ({ userId: night.user.id, eventId: night.event.id })
const aNight = ({ night }: Tenant, pin: string) =>
  ({ userId: night.user.id, config: night.event.config, pin, status: 'live' }) as const

const noticeOf = (of: Pick<Tenant, 'night'>, id: string) => ({
  ...{ id, ...idsOf(of), text: 'Last orders', target: 'both' as const },
  ...{ createdAt: 1, endsAt: null, removedAt: null, version: 0 },
})

/** Everything that the queries can show somebody, when pointed at the rows of `other`. */
const reads: Attempts = {
  'eventsIn.byId': (tx, other) => eventsIn(tx).byId(other.night.event.id),
  'eventsIn.trials': (tx, other) => eventsIn(tx).trials(other.night.user.id),
  'eventsIn.list': (tx, other) => eventsIn(tx).list(other.night.user.id),
  'eventsIn.newestOpenByTitle': (tx, other) =>
    eventsIn(tx).newestOpenByTitle(other.night.user.id, other.night.event.config.title),
  'requestsIn.allOf': (tx, other) => requestsIn(tx).allOf(other.night.event.id),
  'requestsIn.approvedOf': (tx, other) => requestsIn(tx).approvedOf(other.night.event.id),
  'requestsIn.byId': (tx, other) => requestsIn(tx).byId(other.requestId),
  'requestsIn.byIds': (tx, other) => requestsIn(tx).byIds([other.requestId]),
  'requestsIn.takenBack': async (tx, other) =>
    (await requestsIn(tx).takenBack([other.takenBack])).get(other.takenBack),
  'pinGuardsIn.of': (tx, other) => pinGuardsIn(tx).of(other.night.event.id),
  'expiryIn.due': (tx, other) => expiryIn(tx).due(other.night.user.id, farAhead),
  'requestsIn.openSongs': (tx, other) =>
    requestsIn(tx).openSongs(other.night.event.id, ['cueline:file:halo', 'cueline:file:dancing-queen']),
  'spotifyMarksIn.handedOver': (tx, other) => spotifyMarksIn(tx).handedOver(other.night.event.id),
  'spotifyMarksIn.missingOnPlaylist': (tx, other) =>
    spotifyMarksIn(tx).missingOnPlaylist(other.night.event.id, 'approved'),
  'guestsIn.allOf': (tx, other) => guestsIn(tx).allOf(other.night.event.id),
  'guestsIn.byId': (tx, other) => guestsIn(tx).byId(other.guest.id),
  'guestsIn.byIds': (tx, other) => guestsIn(tx).byIds([other.guest.id]),
  'historyIn.of': async (tx, other) => {
    const history = await historyIn(tx).of(other.night.event.id)
    return history.requests === 0 && history.played.length === 0 ? null : history
  },
  'noticesIn.allOf': (tx, other) => noticesIn(tx).allOf(other.night.event.id),
  'noticesIn.byIds': (tx, other) => noticesIn(tx).byIds([other.noticeId]),
  'noticesIn.lastLines': (tx, other) => noticesIn(tx).lastLines(other.night.user.id, 10),
  'nightReportIn.of': async (tx, other) => {
    const report = await nightReportIn(tx).of(other.night.event.id)
    return JSON.stringify(report) === JSON.stringify(emptyReport) ? null : report
  },
  'requestPagesIn.requests': async (tx, other) =>
    (await requestPagesIn(tx).requests(other.night.event.id, null, 5)).rows,
  'requestPagesIn.plays': async (tx, other) =>
    (await requestPagesIn(tx).plays(other.night.event.id, null, 5)).rows,
  'usersIn.byId': (tx, other) => usersIn(tx).byId(other.night.user.id),
  'auditIn.of': (tx, other) => auditIn(tx).of(other.night.user.id),
  'importedIn.count': (tx, other) =>
    importedIn(tx).count({ eventId: other.night.event.id, since: null, until: null }),
  'displayLinksIn.token': (tx, other) => displayLinksIn(tx).token(other.night.user.id),
  'spotifyAuthIn.facts': (tx, other) => spotifyAuthIn(tx).facts(other.night.user.id),
  'spotifyAuthIn.tokens': (tx, other) => spotifyAuthIn(tx).tokens(other.night.user.id),
  'importedIn.endedNight': (tx, other) => importedIn(tx).endedNight(other.night.user.id, importedTitle),
}

/** What is the system's own: a DJ or guest gets nothing of it, not even about themselves. */
const systemOnly: Attempts = {
  'accountCodesIn.countRecoveryCodes': (tx, other) =>
    accountCodesIn(tx).countRecoveryCodes(other.night.user.id),
  'accountCodesIn.holderOf': (tx, other) =>
    accountCodesIn(tx).holderOf(other.night.user.username, codeHash, 1),
  'accountCodesIn.use': async (tx, other) =>
    (await accountCodesIn(tx).use(other.night.user.id, codeHash)) || null,
  'accountCodesIn.replaceRecoveryCodes': (tx, other) =>
    accountCodesIn(tx).replaceRecoveryCodes(other.night.user.id, ['stolen']),
  'accountCodesIn.verifyEmail': async (tx, other) =>
    (await accountCodesIn(tx).verifyEmail(other.night.user.id, codeHash, 1)) || null,
  'usersIn.setActiveSession': (tx, other) =>
    usersIn(tx).setActiveSession(other.night.user.id, { sid: 'x', computer: 'x' }),
  'usersIn.claim': (tx, other) =>
    usersIn(tx).claim(other.night.user.id, { username: 'eve', email: 'e@x.test', passwordHash: 'x' }),
  'userAdminIn.counts': (tx) => userAdminIn(tx).counts(),
  'userAdminIn.counts by hand': (tx) => tx.execute(sql`select * from count_by_user()`),
  'importedIn.assign': (tx, other) =>
    importedIn(tx).assign({ eventId: other.night.event.id, since: null, until: null }, other.night.event.id),
}

/** Changes to accounts, which answer nothing: each would show in `accountOf`. */
const systemWrites: Attempts = {
  'userAdminIn.setRole': (tx, other) => userAdminIn(tx).setRole(other.night.user.id, 'superadmin'),
  'userAdminIn.setDisabled': (tx, other) => userAdminIn(tx).setDisabled(other.night.user.id, 1),
  'usersIn.endSession': (tx, other) => usersIn(tx).endSession(other.night.user.id, null),
  'usersIn.setPassword': (tx, other) => usersIn(tx).setPassword(other.night.user.id, 'stolen'),
  'usersIn.setEmail': (tx, other) => usersIn(tx).setEmail(other.night.user.id, 'eve@example.test'),
  'accountCodesIn.setVerification': (tx, other) =>
    accountCodesIn(tx).setVerification(other.night.user.id, 'x', 1),
  'accountCodesIn.setReset': (tx, other) => accountCodesIn(tx).setReset(other.night.user.id, 'x', 1),
  'displayLinksIn.ensure': (tx, other) => displayLinksIn(tx).ensure(other.night.user.id, 'STOLEN'),
  'displayLinksIn.set': (tx, other) => displayLinksIn(tx).set(other.night.user.id, 'STOLEN'),
  'spotifyAuthIn.note': (tx, other) => spotifyAuthIn(tx).note(other.night.user.id, { accountName: 'Eve' }, 1),
  'spotifyAuthIn.forget': (tx, other) => spotifyAuthIn(tx).forget(other.night.user.id),
  'spotifyAuthIn.empty': (tx, other) => spotifyAuthIn(tx).empty(other.night.user.id, storedTokens),
  'auditIn.write delete': (tx) => tx.execute(sql`delete from audit`),
  'auditIn.write': (tx, other) =>
    auditIn(tx).write({
      userId: other.night.user.id,
      eventId: null,
      actor: 'eve',
      action: 'role',
      subject: 'users',
      subjectId: other.night.user.id,
      before: null,
      after: null,
    }),
}

/** Everything that the queries can change; each would show in `stateOf`. */
const writes: Attempts = {
  'eventsIn.create': (tx, other) => eventsIn(tx).create(aNight(other, '8642')),
  'eventsIn.create from another': (tx, other) =>
    eventsIn(tx).create({ ...aNight(other, '8643'), from: other.night.event.id }),
  'eventsIn.update': (tx, other) =>
    eventsIn(tx).update(other.night.event.id, null, { config: { title: 'Stolen' } }),
  'eventsIn.end': (tx, other) => eventsIn(tx).end(other.night.event.id, null, 1),
  'eventsIn.wipeTrial': (tx, other) => eventsIn(tx).wipeTrial(other.practice),
  'eventsIn.reopen': (tx, other) => eventsIn(tx).reopen(other.ended, null, '8644'),
  'eventsIn.archive': (tx, other) => eventsIn(tx).archive(other.ended, null, 1),
  'requestsIn.change': (tx, other) => requestsIn(tx).change(other.requestId, null, { status: 'rejected' }),
  'requestsIn.change to held': (tx, other) => requestsIn(tx).change(other.requestId, null, { heldAt: 1 }),
  'manyRequestsIn.decide': (tx, other) =>
    manyRequestsIn(tx).decide(
      other.night.event.id,
      [{ id: other.requestId, version: 0, position: null }],
      ['pending'],
      { status: 'rejected', rejectReason: null, heldAt: null, approvedAt: null, rejectedAt: 1 },
    ),
  'requestsIn.setPositions': (tx, other) =>
    requestsIn(tx).setPositions(other.night.event.id, [{ id: other.requestId, position: 9 }]),
  'requestsIn.holdApproved': (tx, other) => requestsIn(tx).holdApproved(other.night.event.id),
  'requestsIn.startPlaying': (tx, other) =>
    requestsIn(tx).startPlaying(other.night.event.id, { id: other.requestId, version: 0, playing: null }, 1),
  'requestsIn.withdraw': (tx, other) => requestsIn(tx).withdraw(other.requestId, other.guest.id, 1),
  'requestsIn.withdrawEntry': (tx, other) => requestsIn(tx).withdrawEntry(other.entry, 1),
  'requestsIn.change at the desk': (tx, other) =>
    requestsIn(tx).change(other.requestId, null, { atDesk: [{ id: 'x', nickname: 'Eve', note: null }] }),
  'requestsIn.addVote': (tx, other) =>
    requestsIn(tx).addVote({ id: other.requestId, ...idsOf(other) }, other.guest.id),
  'spotifyMarksIn.setHandedOver': (tx, other) => spotifyMarksIn(tx).setHandedOver(other.requestId, true),
  'spotifyMarksIn.setOnPlaylist': (tx, other) => spotifyMarksIn(tx).setOnPlaylist([other.requestId]),
  'requestsIn.insert': (tx, other) =>
    requestsIn(tx).insert(requestFor(other.night, other.guest, 'Fernando'), 0),
  'requestsIn.insert approved': (tx, other) =>
    requestsIn(tx).insert({ ...requestFor(other.night, other.guest, 'SOS'), status: 'approved' }, 2),
  'guestsIn.rename': (tx, other) => guestsIn(tx).rename(other.guest.id, 'Stolen'),
  'addressKeysIn.keep': (tx, other) => addressKeysIn(tx).keep({ ...idsOf(other), key: 'stolen' }),
  'pinGuardsIn.change': (tx, other) =>
    pinGuardsIn(tx).change(other.night.event, {
      pin: other.night.event.pin,
      spent: true,
      code: 'S',
      change: 7,
      wantsMore: true,
    }),
  'expiryIn.forget': (tx, other) => expiryIn(tx).forget(other.ended, farAhead),
  'expiryIn.destroyKeys': (tx, other) => expiryIn(tx).destroyKeys(other.night.user.id, farAhead),
  'guestsIn.touch': (tx, other) => guestsIn(tx).touch(other.guest.id, 1),
  'guestsIn.create': (tx, other) =>
    guestsIn(tx).create({ ...other.guest, id: randomUUID(), userId: other.night.user.id }),
  'guestListIn.block': (tx, other) => guestListIn(tx).block(other.night.event, [other.guest.id]),
  'guestListIn.unblock': (tx, other) => guestListIn(tx).unblock([other.guest.id]),
  'guestListIn.declinePending': (tx, other) =>
    guestListIn(tx).declinePending(other.night.event.id, [other.guest.id], 1),
  'guestListIn.rename': (tx, other) => guestListIn(tx).rename(other.night.event.id, other.guest.id, 'Stolen'),
  'noticesIn.insert': (tx, other) => noticesIn(tx).insert(noticeOf(other, randomUUID())),
  'noticesIn.remove': (tx, other) => noticesIn(tx).remove(other.noticeId, 2),
  'noticesIn.restore': (tx, other) => noticesIn(tx).restore(other.noticeId, null),
  'change all': (tx) => tx.execute(sql`update requests set note = 'stolen'`),
  'delete all': (tx) => tx.execute(sql`delete from request_votes`),
}

/** What changes one's own rows whoever it is pointed at: always taken back. */
const ownOnly: Attempts = {
  'guestsIn.removeExpired': (tx) => guestsIn(tx).removeExpired(Number.MAX_SAFE_INTEGER / 2),
}

function changesOwn(name: string): boolean {
  return name in ownOnly || name === 'change all'
}

/** Accounts: only `system` sees those of others. */
const ofTheSystem = [
  'usersIn.count',
  'usersIn.list',
  'usersIn.byUsername',
  'usersIn.credentialsOf',
  'usersIn.create',
  'usersIn.hasEmail',
  'userAdminIn.otherSuperadmins',
  // Shows and changes nothing.
  'usersIn.lock',
]

const everything: Attempts = { ...reads, ...writes, ...ownOnly }

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
    trials: await eventsIn(tx).trials(tenant.night.user.id),
    requests: await requestsIn(tx).allOf(tenant.night.event.id),
    marks: await tx.execute(
      sql`select id, spotify_added_to_queue, spotify_added_to_playlist from requests order by id`,
    ),
    guests: await guestsIn(tx).allOf(tenant.night.event.id),
    notices: await noticesIn(tx).allOf(tenant.night.event.id),
    guard: await pinGuardsIn(tx).of(tenant.night.event.id),
    keys: await tx.execute(sql`select key from address_keys`),
    forgotten: await tx.execute(sql`select id, guests_forgotten_at from events order by id`),
  }))
}

/** An account whole, as its owner in the database sees it. */
function accountOf({ night }: Tenant): Promise<unknown> {
  const { id } = night.user
  return Promise.all([
    ask(made.url, `select * from users where id = '${id}'`),
    ask(made.url, `select * from recovery_codes where user_id = '${id}'`),
    ask(made.url, `select * from audit where user_id = '${id}'`),
    ask(made.url, `select * from spotify_auth where user_id = '${id}'`),
    ask(made.url, `select * from display_links where user_id = '${id}'`),
  ])
}

/** Long after every night is over. */
const farAhead = Date.parse('2200-01-01')

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

  test('neither gets at what is the system’s, about the other or themselves', async () => {
    const [mine, other] = tenants
    for (const context of mine.contexts) {
      for (const about of [mine, other]) {
        for (const [name, work] of Object.entries(systemOnly)) {
          const seen = await tryAs(context, (tx) => work(tx, about))
          expect([...nothing, { refused: true }], `${context.role} tries ${name}`).toContainEqual(seen)
        }
      }
    }
  })

  test('neither changes an account, another one’s or their own', async () => {
    const [mine, other] = tenants
    for (const [about, contexts] of [
      [other, mine.contexts],
      [mine, mine.contexts.filter(({ role }) => role === 'guest')],
    ] as const) {
      const before = await accountOf(about)
      for (const context of contexts) {
        for (const [name, work] of Object.entries(systemWrites)) {
          await made.database.withTenant(context, (tx) => work(tx, about)).catch(() => {})
          expect(await accountOf(about), `${context.role} tries to ${name}`).toEqual(before)
        }
      }
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
      // The DJ's and the guest's attempts are refused; a door changes nothing, so nothing is there to move.
      if (context.role === 'door') expect(seen).toHaveLength(0)
      else expect(seen).toEqual({ refused: true })
    }
  })

  test('500 mixed transactions at once leak nothing and change nothing of the other', async () => {
    const transaction = fc.record({
      name: fc.constantFrom(...Object.keys(everything)),
      who: fc.nat(1),
      as: fc.nat(2),
      /** At the own rows or at those of the other. */
      own: fc.boolean(),
      end: fc.constantFrom('commit', 'throw', 'dawdle'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(transaction, { minLength: 500, maxLength: 500 }), async (all) => {
        const before = await Promise.all(tenants.map(stateOf))
        const leaks: unknown[] = []
        await Promise.all(
          all.map(async ({ name, who, as, own, end }) => {
            const [mine, other] = who === 0 ? tenants : [tenants[1], tenants[0]]
            const seen = await mixed(mine.contexts[as] ?? mine.night.dj, name, own ? mine : other, own, end)
            if (secretsOf(other).some((secret) => seen.includes(secret))) leaks.push({ name, as, own, seen })
          }),
        )
        expect(leaks).toEqual([])
        expect(await Promise.all(tenants.map(stateOf))).toEqual(before)
      }),
      // Made smaller, a crowd would fail in another way or not at all.
      { numRuns: 2, endOnFailure: true },
    )
  })

  /** One transaction of the crowd; answers all that it was shown, as text. What is one's own is put back. */
  async function mixed(
    context: TenantContext,
    name: string,
    target: Tenant,
    own: boolean,
    end: string,
  ): Promise<string> {
    let seen = ''
    await made.database
      .withTenant(
        context,
        async (tx) => {
          if (end === 'dawdle') await tx.execute(sql`select pg_sleep(0.002)`)
          seen = JSON.stringify((await everything[name]?.(tx, target)) ?? null)
          seen += JSON.stringify(await tx.execute(sql`select user_id, note from requests`))
          if (end === 'throw' || own || changesOwn(name)) throw new Error('changed my mind')
        },
        { deadline: 30_000 },
      )
      .catch(() => {})
    return seen
  }
})

/** What only one of the two may ever read. */
function secretsOf({ night, guest, requestId, ended, noticeId }: Tenant): readonly string[] {
  return [
    night.user.id,
    night.user.username,
    night.event.id,
    guest.id,
    guest.nickname,
    requestId,
    ended,
    noticeId,
  ]
}

describe('the list of queries', () => {
  test('names every query that there is', async () => {
    const named = [...Object.keys({ ...everything, ...systemOnly, ...systemWrites }), ...ofTheSystem].map(
      (name) => name.split(' ')[0],
    )
    const missing = (await queriesThatThereAre()).filter((name) => !named.includes(name))
    expect(missing, 'add them to `reads`, `writes` or `ofTheSystem`').toEqual([])
  })
})

/** `eventsIn.byId` …: what the factories `…In(tx)` of this folder offer. */
async function queriesThatThereAre(): Promise<readonly string[]> {
  const files = await readdir(import.meta.dirname)
  const found: string[] = []
  for (const file of files.filter((name) => /^[a-z-]+\.ts$/.test(name) && name !== 'tools.ts')) {
    const exported: Record<string, unknown> = await import(
      pathToFileURL(join(import.meta.dirname, file)).href
    )
    for (const [factory, make] of Object.entries(exported)) {
      if (!/In$/.test(factory) || typeof make !== 'function') continue
      // No factory touches its transaction before a query is asked for.
      found.push(...Object.keys(make({})).map((query) => `${factory}.${query}`))
    }
  }
  return found
}

describe('the system', () => {
  test('sees accounts and nothing of tenants', async () => {
    for (const table of [
      'address_keys',
      'blocked_guests',
      'display_links',
      'events',
      'notices',
      'pin_guards',
      'requests',
      'request_votes',
      'session_store',
      'spotify_auth',
    ]) {
      const rows = await made.database.withTenant({ role: 'system' }, (tx) =>
        tx.execute(sql`select 1 from ${sql.identifier(table)}`),
      )
      expect(rows, table).toHaveLength(0)
    }
    expect(await made.database.withTenant({ role: 'system' }, (tx) => usersIn(tx).count())).toBe(2)
  })

  test('counts what DJs hold, and sees nothing of it afterwards', async () => {
    const [mia] = tenants
    await made.database.withTenant({ role: 'system' }, async (tx) => {
      const counts = await userAdminIn(tx).counts()
      expect(counts.size).toBe(2)
      expect(counts.get(mia.night.user.id)).toEqual({
        events: 2,
        requests: 4,
        lastEventAt: expect.any(Number),
      })
      for (const table of ['events', 'requests'])
        expect(await tx.execute(sql`select 1 from ${sql.identifier(table)}`), table).toHaveLength(0)
    })
  })

  test('gives what was imported to another DJ and nothing else, and sees nothing of it afterwards', async () => {
    const [mia, jonas] = tenants
    const before = await stateOf(mia)
    const seen = await tryAs({ role: 'system' }, async (tx) => {
      const span = { eventId: mia.night.event.id, since: null, until: null }
      const moved = await importedIn(tx).assign(span, jonas.night.event.id)
      return [moved, (await tx.execute(sql`select 1 from requests`)).length]
    })
    expect(seen).toEqual([1, 0])
    expect(await stateOf(mia)).toEqual(before)
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
      'address_keys',
      'audit',
      'blocked_guests',
      'display_links',
      'events',
      'notices',
      'pin_guards',
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
