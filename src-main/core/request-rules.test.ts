import { expect, test } from 'vitest'
import type { EventConfig, EventStatus } from './event.ts'
import { noRules } from './event-rules.ts'
import { whyNotNow, whyNotThis } from './request-rules.ts'

const config: EventConfig = {
  title: 'Summer party',
  welcome: '',
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
  bypassToken: '',
  catalogue: null,
  spotifySearch: true,
  player: 'hand',
  spotifyPlaylist: 'off',
  spotifyPlaylistId: null,
  purpose: 'night',
}

test.each<[EventStatus, Partial<EventConfig>, string | null]>([
  ['live', {}, null],
  ['standby', {}, 'not-live'],
  ['offline', {}, 'event-offline'],
  ['live', { pages: { requests: false, display: true } }, 'requests-off'],
  ['standby', { pages: { requests: false, display: true } }, 'requests-off'],
  ['live', { requestsPaused: true }, 'requests-paused'],
  ['live', { pages: { requests: true, display: false } }, null],
])('%s with %j: %s', (status, change, code) => {
  expect(whyNotNow({ status, config: { ...config, ...change } })?.code ?? null).toBe(code)
})

test('explicit songs are refused only where the DJ asked for it and the source says so', () => {
  const strict = { config: { ...config, autoDeclineExplicit: true } }
  expect(whyNotThis(strict, { explicit: true })?.code).toBe('explicit')
  expect(whyNotThis(strict, { explicit: null })).toBeNull()
  expect(whyNotThis({ config }, { explicit: true })).toBeNull()
})
