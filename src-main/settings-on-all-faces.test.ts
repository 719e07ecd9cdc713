import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../db/test-database.ts'
import { eventually } from '../tests/support/eventually.ts'
import { freePorts } from '../tests/support/free-port.ts'
import { type Composition, compose } from './compose.ts'
import { readConfig } from './config.ts'
import type { RoomView } from './contract/guest-api.ts'
import type { EventConfig } from './core/event.ts'
import { quickHasher, quiet } from './testing/a-console.ts'
import { type Evening, openEvening } from './testing/an-evening.ts'

/** What a change of each setting does, and where it is seen at once: each setting has its rows here, else this does not compile. */

type Row = {
  /** What there was before. */
  readonly before?: (evening: Evening) => Promise<unknown>
  readonly change: (evening: Evening) => Promise<unknown>
  /** Parts of what each face gets; `null`: it is not meant to show it. */
  readonly phone: object | null
  readonly display: object | null
  readonly console: object
  /** What it does, beyond being shown. */
  readonly effect?: (evening: Evening) => Promise<unknown>
}

const set = (change: object) => (evening: Evening) => evening.set(change)
const inEvent = (event: object) => ({ event })
/** A setting that all faces are told of as it is. */
const everywhere = (change: object): Row => ({
  change: set(change),
  phone: inEvent(change),
  display: { room: inEvent(change) },
  console: inEvent(change),
})
/** A setting that works unseen by the room, until it does. */
const forTheDj = (change: object, more: Partial<Row> = {}): Row => ({
  change: set(change),
  phone: null,
  display: null,
  console: inEvent(change),
  ...more,
})

type Shown = Pick<RoomView, 'upNext'> | null | undefined
const names = (view: Shown) => view?.upNext.map(({ nickname }) => nickname)
const titles = (view: Shown) => view?.upNext.map(({ title }) => title)

async function bothShow(evening: Evening, look: typeof names, expected: readonly string[]): Promise<void> {
  await eventually(() => {
    expect(look(evening.room())).toEqual(expected)
    expect(look(evening.display()?.room)).toEqual(expected)
  })
}

async function askedAndApproved(evening: Evening, nickname: string, title: string): Promise<void> {
  const { id } = await evening.ask(nickname, title)
  await evening.approve(id)
}

async function playThrough(evening: Evening, title: string): Promise<void> {
  await askedAndApproved(evening, 'Tom', title)
  await evening.call('playback.next', {})
  await evening.call('playback.finish', {})
}

/** Thirteen letters on, so that no slur stands here in plain. */
const slur = 'snttbg'.replace(/[a-z]/g, (sign) => String.fromCharCode(((sign.charCodeAt(0) - 84) % 26) + 97))

const rules = { doNotPlay: [], artistPauseMinutes: 0, guestPauseMinutes: 0, longestMinutes: 0 }

let home: string

const table: Readonly<Record<keyof EventConfig, readonly Row[] | 'the app’s own'>> = {
  title: [everywhere({ title: 'Second name' })],
  welcome: [everywhere({ welcome: 'Hello, dancers' })],
  pages: [
    {
      ...everywhere({ pages: { requests: false, display: true } }),
      effect: async ({ ask }) => expect(await ask('Mia', 'Halo')).toMatchObject({ answer: 'requests-off' }),
    },
    {
      ...everywhere({ pages: { requests: true, display: false } }),
      console: { event: { pages: { display: false } }, health: { display: { state: 'ok' } } },
    },
  ],
  requestsPaused: [
    {
      ...everywhere({ requestsPaused: true }),
      effect: async ({ ask }) =>
        expect(await ask('Mia', 'Halo')).toMatchObject({ answer: 'requests-paused' }),
    },
  ],
  purpose: [
    {
      before: ({ call, night }) =>
        call('event.setStatus', { status: 'offline', version: night().event.version }),
      change: ({ call }) => call('practice.start', {}),
      phone: null,
      display: { practice: true },
      console: { event: { purpose: 'practice' }, practice: { guests: expect.any(Number) } },
      effect: ({ call }) => call('practice.stop', {}),
    },
  ],
  autoDeclineExplicit: [
    forTheDj(
      { autoDeclineExplicit: true },
      {
        effect: async ({ ask }) =>
          expect(await ask('Mia', 'Lose Yourself')).toMatchObject({ answer: 'explicit' }),
      },
    ),
  ],
  autoApprove: [
    forTheDj(
      { autoApprove: true },
      {
        effect: async (evening) => {
          await evening.ask('Mia', 'Halo')
          await bothShow(evening, titles, ['Halo'])
        },
      },
    ),
  ],
  maxRequestsPerGuest: [
    forTheDj(
      { maxRequestsPerGuest: 1 },
      {
        effect: async ({ ask }) => {
          expect(await ask('Mia', 'Halo')).toMatchObject({ answer: 'ok' })
          expect(await ask('Mia', 'Waterloo')).toMatchObject({ answer: 'limit-reached' })
        },
      },
    ),
  ],
  repeatAfterMinutes: [
    forTheDj(
      { repeatAfterMinutes: 0 },
      {
        before: async (evening) => {
          await playThrough(evening, 'Halo')
          expect((await evening.ask('Mia', 'Halo')).answer).not.toBe('ok')
        },
        effect: async ({ ask }) => expect(await ask('Mia', 'Halo')).toMatchObject({ answer: 'ok' }),
      },
    ),
  ],
  // What it does, and when, is told by the tests of `services/expiry.ts`.
  guestDataDays: [forTheDj({ guestDataDays: 7 })],
  rules: [
    forTheDj(
      { rules: { ...rules, doNotPlay: [{ kind: 'artist', text: 'ABBA' }] } },
      {
        before: ({ ask }) => ask('Tom', 'Waterloo'),
        effect: async ({ ask, night }) => {
          expect((await ask('Mia', 'Dancing Queen')).answer).not.toBe('ok')
          expect(night().requests[0]?.rule).toMatchObject({ words: expect.any(String) })
        },
      },
    ),
  ],
  displayMood: [forTheDj({ displayMood: 'club' }, { display: { look: { mood: 'club' } } })],
  displayMotion: [forTheDj({ displayMotion: false }, { display: { look: { motion: false } } })],
  coverColours: [forTheDj({ coverColours: true }, { display: { look: { coverColours: true } } })],
  hiddenWords: [
    forTheDj(
      { hiddenWords: ['melon'] },
      {
        before: async (evening) => {
          await askedAndApproved(evening, 'Mr Melon', 'Halo')
          await bothShow(evening, names, ['Mr Melon'])
        },
        effect: (evening) => bothShow(evening, names, ['a guest']),
      },
    ),
  ],
  hideSlurs: [
    forTheDj(
      { hideSlurs: false },
      {
        before: async (evening) => {
          await askedAndApproved(evening, `Old ${slur}`, 'Halo')
          await bothShow(evening, names, ['a guest'])
        },
        effect: (evening) => bothShow(evening, names, [`Old ${slur}`]),
      },
    ),
  ],
  fairOrder: [
    forTheDj(
      { fairOrder: true },
      {
        effect: async (evening) => {
          for (const title of ['Halo', 'Waterloo']) await askedAndApproved(evening, 'Mia', title)
          await askedAndApproved(evening, 'Tom', 'Dancing Queen')
          await bothShow(evening, titles, ['Halo', 'Dancing Queen', 'Waterloo'])
        },
      },
    ),
  ],
  mustPlay: [
    {
      ...forTheDj({ mustPlay: [{ title: 'Halo', artist: 'Beyoncé' }] }),
      console: { mustPlay: [{ state: 'open' }] },
    },
  ],
  bypassToken: [
    {
      change: async (evening) => {
        const secret = evening.night().lan.joinUrl?.split('#')[1] ?? ''
        await evening.call('event.rotateLink', { version: evening.night().event.version })
        expect((await evening.joinWith({ token: secret, nickname: 'Late' })).status).toBe(403)
      },
      phone: null,
      display: null,
      console: {},
      effect: async (evening) => {
        const { joinUrl } = evening.night().lan
        await eventually(() => expect(evening.display()?.join?.joinUrl).toBe(joinUrl))
        const token = joinUrl?.split('#')[1] ?? ''
        expect((await evening.joinWith({ token, nickname: 'Early' })).status).toBe(200)
      },
    },
  ],
  catalogue: [
    {
      change: async ({ call, night }) => {
        const path = join(home, 'other.csv')
        await writeFile(path, 'title,artist\nBillie Jean,Michael Jackson\n')
        const source = { kind: 'file', path }
        await call('catalogue.set', { source, version: night().event.version })
      },
      phone: null,
      display: null,
      console: { catalogue: { phase: 'ready', songs: 1 } },
      effect: async ({ search }) =>
        expect((await search('Billie Jean')).map(({ title }) => title)).toEqual(['Billie Jean']),
    },
  ],
  spotifySearch: [
    {
      change: ({ call, night }) =>
        call('spotify.useSearch', { searched: false, version: night().event.version }),
      phone: null,
      display: null,
      console: { spotify: { searched: false } },
    },
  ],
  player: [
    {
      before: (evening) => askedAndApproved(evening, 'Mia', 'Halo'),
      change: ({ call, night }) =>
        call('spotify.usePlayer', { player: 'local', version: night().event.version }),
      phone: null,
      display: null,
      // A song of a list without a file waits for the DJ's own hands.
      console: {
        spotify: { player: 'local' },
        player: { waits: { words: expect.stringContaining('Halo') } },
      },
    },
  ],
  spotifyPlaylist: [
    {
      change: ({ call, night }) =>
        call('spotify.keepPlaylist', { which: 'approved', version: night().event.version }),
      phone: null,
      display: null,
      console: { spotify: { playlist: { which: 'approved' } } },
    },
  ],
  spotifyPlaylistId: 'the app’s own',
}

let database: TestDatabase
let app: Composition

beforeAll(async () => {
  database = await createTestDatabase()
  home = await mkdtemp(join(tmpdir(), 'cueline-faces-'))
  const config = readConfig({ CUELINE_HOME: home, CUELINE_HOST: '127.0.0.1', CUELINE_KEYCHAIN: 'memory' })
  app = compose(
    { ...config, databaseUrl: database.url, port: await freePorts() },
    { log: quiet, hasher: quickHasher },
  )
  await app.started()
  await app.call('account.create', { username: 'anna', password: 'correct horse' })
})

afterAll(async () => {
  await app.close()
  await database.close()
  await rm(home, { recursive: true, force: true })
})

const rows = Object.entries(table).flatMap(([name, all]) =>
  typeof all === 'string'
    ? []
    : all.map((row, at) => ({ name: `${name}${at > 0 ? `, ${at + 1}` : ''}`, row })),
)

test.each(rows)('$name is seen at once wherever it is meant to be', async ({ row }) => {
  const evening = await openEvening(app, home)
  try {
    await row.before?.(evening)
    await row.change(evening)
    await eventually(() => expect(evening.night()).toMatchObject(row.console))
    if (row.phone) await eventually(() => expect(evening.room()).toMatchObject(row.phone ?? {}))
    if (row.display) await eventually(() => expect(evening.display()).toMatchObject(row.display ?? {}))
    await row.effect?.(evening)
  } finally {
    await evening.close()
  }
})
