import type { AccountSummary } from '../../../src-main/contract/account-commands.ts'
import type { NightView } from '../../../src-main/contract/console-view.ts'
import type { GuestSummary } from '../../../src-main/contract/guest-commands.ts'
import { noRules, ruleLimits } from '../../../src-main/core/event-rules.ts'
import {
  aNight,
  approved,
  aReport,
  aRequest,
  aSummary,
  evening,
  idOf,
} from '../../../src-renderer/console/testing/builders.ts'
import type { MainAnswers } from './open-console.ts'

type Request = NightView['requests'][number]

const minute = 60_000
const day = 24 * 60 * minute

/** What guests ask for in a night: short and long, in several scripts. */
const songs = [
  ['Dancing Queen', 'ABBA'],
  ['Don’t Stop Me Now', 'Queen'],
  ['I’d Do Anything for Love (But I Won’t Do That) — Extended Anniversary Version', 'Meat Loaf'],
  ['Halo', 'Beyoncé'],
  ['夜に駆ける', 'YOASOBI'],
  ['September', 'Earth, Wind & Fire'],
  ['نور العين', 'عمرو دياب'],
  ['99 Luftballons', 'Nena'],
  ['Levels', 'Avicii'],
  ['🎉 Party like it’s 1999 🎉', 'Someone Famous feat. The Incredible Travelling Orchestra'],
] as const
const names = ['Mia', 'Jonas', 'Léa', 'Noor', 'Maximiliane-Charlotte', 'Emil', '美咲'] as const
const occasions = [
  'Anna & Tom’s wedding',
  'Summer party',
  'School ball',
  'A night at the harbour with everybody from the old rowing club',
  'Léa turns 40',
] as const
const keys = ['8A', '9A', 'F#m', 'C', null] as const

function pick<T>(from: readonly T[], at: number): T {
  const one = from[at % from.length]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

/** The request of that number, with what a row can show here and there. */
function asked(at: number): Partial<Request> {
  const [title, artist] = pick<readonly [string, string]>(songs, at)
  const turn = Math.floor(at / songs.length)
  return {
    title: turn === 0 ? title : `${title} ${turn + 1}`,
    artist,
    nickname: pick(names, at),
    guestId: pick(names, at),
    createdAt: evening - at * minute,
    bpm: at % 3 === 0 ? 118 + (at % 14) : null,
    key: pick(keys, at),
    year: at % 2 === 0 ? 1975 + (at % 45) : null,
    explicit: at % 7 === 0,
    wish: at % 6 === 5,
    voters: names.slice(0, at % 4),
    note: at % 5 === 1 ? 'for grandma, who has loved this song since the summer of the big storm' : null,
    answer: at % 9 === 4 ? 'Maybe later tonight' : null,
    rule: at % 8 === 3 ? { words: 'artist played', since: evening - 20 * minute } : null,
    mustPlay: at % 10 === 0,
  }
}

function list<T>(count: number, build: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => build(at))
}

/** A night with `count` entries in each of its lists. */
export function fullNight(count: number): NightView {
  const playing = approved({ ...asked(3), playing: true, startedAt: evening, bpm: 122, key: '8A' })
  return aNight({
    requests: [
      ...list(count, (at) => aRequest(asked(at))),
      ...list(count, (at) => aRequest({ ...asked(at), heldAt: evening - at * minute })),
      ...list(count, (at) =>
        aRequest({
          ...asked(at),
          status: 'played',
          startedAt: evening - at * minute,
          playedAt: evening - at * minute,
        }),
      ),
      ...list(count, (at) =>
        aRequest({
          ...asked(at),
          status: 'rejected',
          rejectedAt: evening - at * minute,
          rejectReason: at % 2 === 0 ? 'It does not fit the music right now' : null,
        }),
      ),
    ],
    queue: [...list(count, (at) => approved(asked(at)))],
    nowPlaying: count === 0 ? null : playing,
    elapsedMs: 72_000,
    guests: count,
    readiness: {
      running: false,
      at: evening,
      lines: [
        { part: 'database', state: 'ok', words: 'Written and read back in 12 ms.' },
        { part: 'disk', state: 'ok', words: 'There is room on the disk.' },
        { part: 'music', state: 'attention', words: '12 songs of 12,345 can’t be read.' },
        { part: 'page', state: 'ok', words: 'The guests’ page opens.' },
        { part: 'request', state: 'ok', words: 'A wish was asked for, reached an inbox, and was wiped.' },
        { part: 'display', state: 'ok', words: 'The display is on the second monitor.' },
        { part: 'awake', state: 'ok', words: 'This computer stays awake while the night is live.' },
        {
          part: 'clock',
          state: 'down',
          words: 'This computer’s clock is four minutes late. Set it in the system.',
        },
      ],
    },
    event: {
      mustPlay: [...list(Math.min(count, ruleLimits.entries), named)],
      rules: {
        ...noRules,
        doNotPlay: list(Math.min(count, ruleLimits.entries), (at) => ({
          kind: 'track',
          text: named(at).title,
        })),
      },
    },
    mustPlay: list(Math.min(count, ruleLimits.entries), (at) => ({
      state: at % 3 === 0 ? 'played' : 'open',
      requestId: null,
    })),
  })
}

function named(at: number) {
  const { title = '', artist = '' } = asked(at)
  return { title: title.slice(0, 100), artist: artist.slice(0, 100) }
}

function aGuest(at: number): GuestSummary {
  return {
    id: `guest-${at}`,
    nickname: pick(names, at),
    joinedAt: evening - at * minute,
    blockedAt: at % 11 === 7 ? evening : null,
    requests: { pending: at % 3, approved: at % 2, played: at % 5, rejected: at % 4 },
    votes: at % 6,
  }
}

function anAccountOf(at: number): AccountSummary {
  const name = `${pick(names, at).toLowerCase()}${at < names.length ? '' : at}`
  return {
    id: idOf(5000 + at),
    username: name,
    email: at % 3 === 0 ? null : `${name}@example.org`,
    emailVerified: at % 3 === 1,
    role: 'user',
    claimed: at % 7 !== 6,
    disabledAt: at % 11 === 10 ? evening - at * day : null,
    session: at % 2 === 0 ? { name: 'The laptop in the van', since: evening - at * minute } : null,
    createdAt: evening - at * day,
    events: at % 12,
    requests: at * 31,
    lastEventAt: at % 12 === 0 ? null : evening - at * day,
  }
}

/** What main answers to the panels of such a night. */
export function answersOf(count: number): MainAnswers {
  const nights = list(count, (at) =>
    aSummary({
      title: pick(occasions, at),
      createdAt: evening - at * 7 * day,
      endedAt: evening - at * 7 * day,
    }),
  )
  return {
    'guest.list': { guests: list(count, aGuest) },
    'event.list': { events: nights },
    'event.report': aReport({
      requests: count,
      played: [
        ...list(count, (at) => ({ id: String(at), ...named(at), nickname: pick(names, at), at: evening })),
      ],
      topSongs: [...list(Math.min(count, 10), (at) => ({ ...named(at), times: 12 - at }))],
      topArtists: [...list(Math.min(count, 10), (at) => ({ artist: named(at).artist, times: 15 - at }))],
    }),
    'users.list': { users: [...list(count, anAccountOf)] },
    'shell.about': {
      version: '1.4.0',
      runsOn: [
        { name: 'Electron', version: '38.1.0' },
        { name: 'Chromium', version: '140.0.7339.80' },
      ],
      home: '/home/anna/.config/Cueline',
      packages: ['fastify', 'postgres', 'react', 'zod'].map((name) => ({
        name,
        version: '4.2.0',
        licence: 'MIT',
        text: 'Permission is hereby granted, free of charge.',
      })),
    },
    'notice.lines': { lines: [] },
  }
}
