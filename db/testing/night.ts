import { randomUUID } from 'node:crypto'
import type { Event, EventConfig } from '../../src-main/core/event.ts'
import { noRules } from '../../src-main/core/event-rules.ts'
import type { Guest } from '../../src-main/core/guest.ts'
import type { Track } from '../../src-main/core/track.ts'
import type { User } from '../../src-main/core/user.ts'
import { eventsIn } from '../events.ts'
import { guestsIn } from '../guests.ts'
import type { NewRequest } from '../insert-request.ts'
import type { Database } from '../open-database.ts'
import type { TenantContext } from '../tenant.ts'
import { usersIn } from '../users.ts'

/** Builders of what tests of the database need. */

export const config: EventConfig = {
  title: 'Mia and Jonas',
  welcome: 'Ask away',
  autoDeclineExplicit: false,
  autoApprove: false,
  maxRequestsPerGuest: 10,
  repeatAfterMinutes: 60,
  guestDataDays: 30,
  pages: { requests: true, display: true },
  requestsPaused: false,
  rules: noRules,
  displayMood: 'night',
  displayMotion: true,
  coverColours: false,
  hiddenWords: [],
  hideSlurs: true,
  fairOrder: false,
  mustPlay: [],
  bypassToken: 'bp_secret',
  catalogue: null,
  spotifySearch: true,
  player: 'hand',
  spotifyPlaylist: 'off',
  spotifyPlaylistId: null,
  purpose: 'night',
}

export function track(title: string): Track {
  return {
    id: title.toLowerCase().replaceAll(/\W+/g, '-'),
    provider: 'file',
    title,
    artist: 'ABBA',
    album: 'Arrival',
    durationMs: 230_000,
    explicit: false,
    year: 1976,
    genre: 'Pop',
    bpm: 100.5,
    key: 'A',
    path: null,
    hasArtwork: false,
  }
}

export type Night = {
  readonly user: User
  readonly event: Event
  readonly dj: TenantContext
  join(nickname: string): Promise<{ readonly guest: Guest; readonly context: TenantContext }>
}

let pin = 1000

/** A DJ with one event. */
export async function makeNight(database: Database, username: string): Promise<Night> {
  const account = { username, email: `${username}@example.test`, passwordHash: 'hash', role: 'user' } as const
  const user = await database.withTenant({ role: 'system' }, (tx) => usersIn(tx).create(account))
  const dj = { role: 'dj', userId: user.id } as const
  pin += 1
  const made = { userId: user.id, config, pin: String(pin), status: 'live' } as const
  const event = await database.withTenant(dj, (tx) => eventsIn(tx).create(made))
  if (typeof event === 'string') throw new Error(`no night: ${event}`)
  return {
    user,
    event,
    dj,
    async join(nickname) {
      const id = randomUUID().replaceAll('-', '').repeat(2)
      const guest = {
        id,
        eventId: event.id,
        nickname,
        joinedAt: Date.now(),
        expiresAt: Date.now() + 86_400_000,
        device: null,
        blockedAt: null,
      }
      const context = { role: 'guest', userId: user.id, eventId: event.id, guestId: id } as const
      await database.withTenant(context, (tx) => guestsIn(tx).create({ ...guest, userId: user.id }))
      return { guest, context }
    },
  }
}

/** What a guest's phone asks for. */
export function ask(night: Night, guest: Guest, title: string, id: string = randomUUID()): NewRequest {
  return {
    id,
    userId: night.user.id,
    eventId: night.event.id,
    track: track(title),
    guestId: guest.id,
    nickname: guest.nickname,
    note: null,
    ipHash: null,
    origin: 'guest',
    status: 'pending',
    approvedAt: null,
  }
}
