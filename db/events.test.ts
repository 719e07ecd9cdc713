import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { displayMoods } from '../src-main/core/display-mood.ts'
import { type EventConfig, eventPurposes } from '../src-main/core/event.ts'
import { namedKinds, noRules, ruleLimits } from '../src-main/core/event-rules.ts'
import { playlistChoices, requestPlayers } from '../src-main/core/spotify/choices.ts'
import { newEventConfig, readEventConfig, writeEventConfig } from './event-config.ts'
import { eventsIn } from './events.ts'
import { guestsIn } from './guests.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'
import { config, makeNight, type Night } from './testing/night.ts'
import { readTrackData } from './track-data.ts'
import { localEmail, usersIn } from './users.ts'

let made: TestDatabase
let night: Night

beforeAll(async () => {
  made = await createTestDatabase()
  night = await makeNight(made.database, 'mia')
})
afterAll(() => made.close())

function asDj<T>(work: (events: ReturnType<typeof eventsIn>) => Promise<T>, of = night): Promise<T> {
  return made.database.withTenant(of.dj, (tx) => work(eventsIn(tx)))
}

describe('a night', () => {
  test('comes back as it was made', async () => {
    expect(await asDj((events) => events.byId(night.event.id))).toEqual(night.event)
    expect(night.event).toMatchObject({ config, version: 0, endedAt: null, status: 'live' })
  })

  test('changes what was seen only, and only what is named', async () => {
    const { id } = night.event
    const changed = await asDj((events) =>
      events.update(id, 0, { config: { welcome: 'Hi', requestsPaused: true } }),
    )
    expect(changed).toMatchObject({ version: 1, config: { ...config, welcome: 'Hi', requestsPaused: true } })
    expect(await asDj((events) => events.update(id, 0, { status: 'offline' }))).toBe('stale')
    expect(await asDj((events) => events.update(id, null, { status: 'standby' }))).toMatchObject({
      version: 2,
    })
    expect(await asDj((events) => events.update(randomUUID(), null, {}))).toBe('missing')
  })

  test('keeps settings of a newer Cueline that it does not know', async () => {
    const { id } = night.event
    await made.database.withTenant(night.dj, (tx) =>
      tx.execute(
        sql`update events set config = config || '{"mood": "neon", "pages_enabled": {"bar": true}}'`,
      ),
    )
    await asDj((events) => events.update(id, null, { config: { pages: { requests: false, display: true } } }))
    const [row] = await made.database.withTenant(night.dj, (tx) =>
      tx.execute<{ config: unknown }>(sql`select config from events where id = ${id}`),
    )
    expect(row?.config).toMatchObject({
      mood: 'neon',
      pages_enabled: { bar: true, requests: false, display: true },
    })
  })

  test('has a PIN of its own until it ends, also among other DJs', async () => {
    const other = await makeNight(made.database, `dj-${randomUUID()}`)
    const again = { userId: other.user.id, config, pin: night.event.pin, status: 'offline' } as const
    expect(await asDj((events) => events.create(again), other)).toBe('pin-taken')
    const take = () => asDj((events) => events.update(other.event.id, null, { pin: night.event.pin }), other)
    expect(await take()).toBe('pin-taken')
    const ended = await asDj((events) => events.end(night.event.id, null, 1_760_000_000_000))
    expect(ended).toMatchObject({ endedAt: 1_760_000_000_000, status: 'offline' })
    expect(await take()).toMatchObject({ pin: night.event.pin })
  })

  test('that has ended takes no change until it is reopened', async () => {
    const dj = await makeNight(made.database, `dj-${randomUUID()}`)
    const { id } = dj.event
    expect(await asDj((events) => events.end(id, 7, 1), dj)).toBe('stale')
    expect(await asDj((events) => events.end(id, 0, 1), dj)).toMatchObject({ version: 1, status: 'offline' })
    expect(await asDj((events) => events.end(id, 0, 2), dj)).toMatchObject({ version: 1, endedAt: 1 })
    expect(await asDj((events) => events.update(id, 1, { status: 'live' }), dj)).toBe('ended')
    expect(await asDj((events) => events.update(id, null, { config: { title: 'X' } }), dj)).toBe('ended')
    expect(await asDj((events) => events.reopen(id, 0, dj.event.pin), dj)).toBe('stale')
    const again = await asDj((events) => events.reopen(id, 1, dj.event.pin), dj)
    expect(again).toMatchObject({ version: 2, endedAt: null, status: 'offline', pin: dj.event.pin })
  })

  test('is archived when it does not run, and comes back when it does', async () => {
    const dj = await makeNight(made.database, `dj-${randomUUID()}`)
    const { id } = dj.event
    expect(await asDj((events) => events.archive(id, 0, 5), dj)).toBe('running')
    await asDj((events) => events.update(id, 0, { status: 'offline' }), dj)
    expect(await asDj((events) => events.archive(id, 0, 5), dj)).toBe('stale')
    expect(await asDj((events) => events.archive(id, 1, 5), dj)).toMatchObject({ archivedAt: 5, version: 2 })
    expect(await asDj((events) => events.update(id, 2, { status: 'live' }), dj)).toMatchObject({
      archivedAt: null,
      endedAt: null,
    })
  })

  test('begins with the settings of an earlier one, also those of a newer Cueline', async () => {
    const dj = await makeNight(made.database, `dj-${randomUUID()}`)
    await made.database.withTenant(dj.dj, (tx) =>
      tx.execute(sql`update events set config = config || '{"mood": "neon", "auto_approve_requests": true}'`),
    )
    const fresh = { userId: dj.user.id, status: 'offline', pin: '6001', config: { title: 'Next' } } as const
    const next = await asDj((events) => events.create({ ...fresh, from: dj.event.id }), dj)
    expect(next).toMatchObject({ config: { ...config, title: 'Next', autoApprove: true } })
    const [row] = await made.database.withTenant(dj.dj, (tx) =>
      tx.execute<{ mood: string }>(sql`select config ->> 'mood' as mood from events where pin = '6001'`),
    )
    expect(row?.mood).toBe('neon')
    // Another DJ's night is no pattern.
    expect(await asDj((events) => events.create({ ...fresh, pin: '6002', from: night.event.id }), dj)).toBe(
      'missing',
    )
  })

  test('is found again by its title, the newest that has not ended', async () => {
    const dj = await makeNight(made.database, `dj-${randomUUID()}`)
    const make = (pin: string) =>
      asDj((events) => events.create({ userId: dj.user.id, config, pin, status: 'offline' }), dj)
    const [older, newer] = [await make('5001'), await make('5002')]
    const find = (title = config.title) => asDj((events) => events.newestOpenByTitle(dj.user.id, title), dj)
    expect(await find()).toEqual(newer)
    expect(await find('Another')).toBeNull()
    if (typeof newer === 'object') await asDj((events) => events.end(newer.id, null, 1), dj)
    expect(await find()).toEqual(older)
    expect((await asDj((events) => events.list(dj.user.id), dj)).map((event) => event.pin)).toEqual([
      '5002',
      '5001',
      dj.event.pin,
    ])
  })
})

describe('settings', () => {
  test('of any JSON are readable, and documented defaults stand for what is missing', () => {
    expect(readEventConfig({})).toMatchObject({
      maxRequestsPerGuest: 10,
      autoApprove: false,
      autoDeclineExplicit: false,
      pages: { requests: true, display: true },
      catalogue: null,
      repeatAfterMinutes: 60,
      guestDataDays: 0,
      displayMood: 'night',
      displayMotion: true,
      coverColours: false,
      hiddenWords: [],
      hideSlurs: true,
      fairOrder: false,
      mustPlay: [],
      player: 'hand',
      spotifyPlaylist: 'off',
      spotifyPlaylistId: null,
      purpose: 'night',
    })
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, inner) => {
        readEventConfig(value)
        readEventConfig({
          pages_enabled: inner,
          max_requests_per_user: inner,
          event_title: inner,
          catalogue: inner,
          player: inner,
          spotify_playlist: inner,
          display_mood: inner,
          hidden_words: inner,
          spotify_playlist_id: inner,
          rules: inner,
        })
        readEventConfig({ rules: { do_not_play: [inner, value], longest_minutes: inner } })
        readTrackData(value)
        readTrackData({ artists: inner, title: inner, provider: inner, bpm: inner })
      }),
    )
  })

  test('of an earlier night go on in the next one, but for its playlist', () => {
    const earlier = { player: 'spotify', spotify_playlist: 'played', spotify_playlist_id: '37i9' }
    expect(readEventConfig(newEventConfig(earlier, {}))).toMatchObject({
      player: 'spotify',
      spotifyPlaylist: 'played',
      spotifyPlaylistId: null,
      purpose: 'night',
    })
  })

  test('of rules that can’t be read are off, the others stand, and unknown keys stay', () => {
    const before = {
      rules: {
        do_not_play: [
          { kind: 'artist', text: 'ABBA' },
          { kind: 'mood', text: 'sad' },
          'Halo',
          { kind: 'word' },
        ],
        artist_pause_minutes: 'long',
        longest_minutes: 7,
        mood: 'sad',
      },
    }
    const { rules } = readEventConfig(before)
    expect(rules).toEqual({
      doNotPlay: [{ kind: 'artist', text: 'ABBA' }],
      artistPauseMinutes: 0,
      guestPauseMinutes: 0,
      longestMinutes: 7,
    })
    expect(writeEventConfig(before, { rules }).rules).toMatchObject({ mood: 'sad', longest_minutes: 7 })
    expect(readEventConfig({}).rules).toEqual(noRules)
  })

  test('are read as they were written', () => {
    const ruleText = fc
      .string({ minLength: 1, maxLength: ruleLimits.text })
      .filter((text) => text === text.trim() && text !== '')
    const ruleYear = fc.integer({ min: ruleLimits.firstYear, max: ruleLimits.lastYear })
    const settings: fc.Arbitrary<EventConfig> = fc.record({
      purpose: fc.constantFrom(...eventPurposes),
      title: fc.string(),
      welcome: fc.string(),
      autoDeclineExplicit: fc.boolean(),
      autoApprove: fc.boolean(),
      maxRequestsPerGuest: fc.nat(),
      repeatAfterMinutes: fc.nat(),
      guestDataDays: fc.nat(),
      pages: fc.record({ requests: fc.boolean(), display: fc.boolean() }),
      requestsPaused: fc.boolean(),
      rules: fc.record({
        doNotPlay: fc.array(
          fc.oneof(
            fc.record({ kind: fc.constantFrom(...namedKinds), text: ruleText }),
            fc
              .tuple(ruleYear, ruleYear)
              .map(([a, b]) => ({ kind: 'years' as const, from: Math.min(a, b), to: Math.max(a, b) })),
          ),
        ),
        artistPauseMinutes: fc.nat(ruleLimits.pauseMinutes),
        guestPauseMinutes: fc.nat(ruleLimits.pauseMinutes),
        longestMinutes: fc.nat(ruleLimits.longestMinutes),
      }),
      displayMood: fc.constantFrom(...displayMoods),
      displayMotion: fc.boolean(),
      coverColours: fc.boolean(),
      hiddenWords: fc.array(fc.string()),
      hideSlurs: fc.boolean(),
      fairOrder: fc.boolean(),
      mustPlay: fc.array(
        fc.record({
          title: fc.string({ minLength: 1, maxLength: 120 }).filter((title) => title.trim() === title),
          artist: fc.string({ maxLength: 120 }).filter((artist) => artist.trim() === artist),
        }),
        { maxLength: 3 },
      ),
      bypassToken: fc.string(),
      catalogue: fc.option(
        fc.record({ kind: fc.constantFrom('folder' as const, 'file' as const), path: fc.string() }),
      ),
      spotifySearch: fc.boolean(),
      player: fc.constantFrom(...requestPlayers),
      spotifyPlaylist: fc.constantFrom(...playlistChoices),
      spotifyPlaylistId: fc.option(fc.string({ minLength: 1 })),
    })
    fc.assert(
      fc.property(settings, fc.jsonValue(), (written, before) => {
        expect(readEventConfig(writeEventConfig(before, written))).toEqual(written)
      }),
    )
  })
})

describe('guests', () => {
  test('are known again until they are forgotten', async () => {
    const dj = await makeNight(made.database, `dj-${randomUUID()}`)
    const [ada, max] = [await dj.join('Ada'), await dj.join('Max 🎧')]
    const asGuest = await made.database.withTenant(ada.context, (tx) => guestsIn(tx).byId(ada.guest.id))
    expect(asGuest).toEqual(ada.guest)
    const all = () => made.database.withTenant(dj.dj, (tx) => guestsIn(tx).allOf(dj.event.id))
    expect(new Set(await all())).toEqual(new Set([ada.guest, max.guest]))
    await made.database.withTenant(max.context, (tx) => guestsIn(tx).touch(max.guest.id, 1000))
    expect(await made.database.withTenant(dj.dj, (tx) => guestsIn(tx).removeExpired(1000))).toBe(1)
    expect(await all()).toEqual([ada.guest])
  })
})

describe('accounts', () => {
  const system = { role: 'system' } as const
  const asSystem = <T>(work: (users: ReturnType<typeof usersIn>) => Promise<T>) =>
    made.database.withTenant(system, (tx) => work(usersIn(tx)))

  test('are found whatever the case, and their hash only where it is asked for', async () => {
    const made = await asSystem((users) =>
      users.create({ username: 'Zoë', email: 'z@example.test', passwordHash: 'hash', role: 'admin' }),
    )
    expect(made).toMatchObject({ username: 'zoë', role: 'admin', claimed: true, activeSession: null })
    expect(await asSystem((users) => users.byUsername('ZOË'))).toEqual(made)
    expect(await asSystem((users) => users.credentialsOf('zoË'))).toEqual({
      user: made,
      passwordHash: 'hash',
    })
    expect(JSON.stringify(await asSystem((users) => users.list()))).not.toContain('hash"')
    expect(await asSystem((users) => users.byUsername('nobody'))).toBeNull()
  })

  test('that wait to be claimed have no password until then', async () => {
    const waiting = await asSystem((users) =>
      users.create({ username: 'dj', email: 'dj@example.test', passwordHash: null, role: 'superadmin' }),
    )
    expect(waiting.claimed).toBe(false)
    expect((await asSystem((users) => users.credentialsOf('dj')))?.passwordHash).toBeNull()
    const claimed = await asSystem((users) =>
      users.claim(waiting.id, { username: 'Lena', email: 'l@example.test', passwordHash: 'new' }),
    )
    expect(claimed).toMatchObject({ id: waiting.id, username: 'lena', claimed: true, role: 'superadmin' })
    const again = { username: 'Eve', email: 'e@example.test', passwordHash: 'other' }
    expect(await asSystem((users) => users.claim(waiting.id, again))).toBeNull()
    const session = { sid: 'session', computer: 'Booth laptop' }
    expect(await asSystem((users) => users.setActiveSession(waiting.id, session))).toMatchObject({
      activeSession: 'session',
      activeSessionName: 'Booth laptop',
    })
    expect(await asSystem((users) => users.setActiveSession(randomUUID(), session))).toBeNull()
    // Signing out ends no session but one's own.
    await asSystem((users) => users.endSession(waiting.id, 'the one before'))
    expect((await asSystem((users) => users.byId(waiting.id)))?.activeSession).toBe('session')
    await asSystem((users) => users.endSession(waiting.id, 'session'))
    expect((await asSystem((users) => users.byId(waiting.id)))?.activeSession).toBeNull()
  })

  test('without an address get one of their own, in any script', () => {
    const names = ['dj', 'dj anna', 'dj-anna', 'анна', 'мария', '🎧', 'dj-20-anna']
    expect(new Set(names.map(localEmail)).size).toBe(names.length)
    for (const name of names) expect(localEmail(name)).toMatch(/^[a-z0-9-]+@cueline\.invalid$/)
  })
})

test('a practice night goes whole, a real one never, and neither the list nor a title knows of it', async () => {
  const { user, dj, event } = await makeNight(made.database, 'zoe')
  const config = { title: event.config.title, purpose: 'practice' } as const
  await made.database.withTenant(dj, async (tx) => {
    const nights = eventsIn(tx)
    const practice = await nights.create({ userId: user.id, config, pin: '7391', status: 'live' })
    if (typeof practice === 'string') throw new Error(practice)
    expect((await nights.list(user.id)).map(({ id }) => id)).toEqual([event.id])
    expect((await nights.newestOpenByTitle(user.id, config.title))?.id).toBe(event.id)
    expect(await nights.trials(user.id)).toEqual([practice.id])
    expect(await nights.wipeTrial(event.id)).toBe(false)
    expect(await nights.wipeTrial(practice.id)).toBe(true)
    expect(await nights.trials(user.id)).toEqual([])
    const raw = await tx.execute(sql`delete from events where id = ${event.id} returning id`)
    expect(raw).toHaveLength(0)
    expect(await nights.byId(event.id)).not.toBeNull()
  })
})

test('a night that begins with the settings of a practice is a real one', async () => {
  const { user, dj } = await makeNight(made.database, 'ida')
  await made.database.withTenant(dj, async (tx) => {
    const nights = eventsIn(tx)
    const config = { title: 'Practice', purpose: 'practice' } as const
    const practice = await nights.create({ userId: user.id, config, pin: '7392', status: 'offline' })
    if (typeof practice === 'string') throw new Error(practice)
    const next = await nights.create({
      userId: user.id,
      config: {},
      from: practice.id,
      pin: '7393',
      status: 'offline',
    })
    expect(next).toMatchObject({ config: { purpose: 'night' } })
  })
})
