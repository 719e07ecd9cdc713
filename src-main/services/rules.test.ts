import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { consoleCommands } from '../contract/console-commands.ts'
import { noRules, ruleLimits, type SongRules } from '../core/event-rules.ts'
import type { Guest } from '../core/guest.ts'
import { wordsFor } from '../core/refusals.ts'
import type { Result } from '../core/result.ts'
import { tonight } from '../projections/console-view.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

/** The DJ's rules of a night, as guests and the DJ meet them. */

let now = Date.now()
let app: Awaited<ReturnType<typeof startConsole>>
let userId: string
let mia: Guest
let jonas: Guest

beforeAll(async () => {
  app = await startConsole({ clock: () => now })
  userId = await app.openNight()
})
afterAll(() => app.close())

beforeEach(async () => {
  now = Date.now()
  const catalogue = app.live.night()?.event.config.catalogue ?? null
  must(await app.nights.create(userId, { title: 'Rules', catalogue }))
  must(await app.nights.change(null, { status: 'live' }))
  mia = await app.join('Mia')
  jonas = await app.join('Jonas')
})

async function set(rules: Partial<SongRules>, more: { readonly autoApprove?: boolean } = {}): Promise<void> {
  must(await app.nights.change(null, { config: { rules: { ...noRules, ...rules }, ...more } }))
}

const tap = (trackId: string) => ({ id: randomUUID(), trackId })
const wish = (title: string, artist: string) => ({ id: randomUUID(), wish: { title, artist } })
const wordsOf = (result: Result<unknown>) => (result.ok ? 'ok' : wordsFor(result.error))

async function play(title: string): Promise<void> {
  must(await app.requests.add({ id: randomUUID(), song: { trackId: await app.trackId(title) } }))
  must(await app.playback.next())
  must(await app.playback.finish())
}

/** What the inbox shows beside a request. */
function markOf(id: string) {
  const night = app.live.night()
  return night ? tonight(night, now).requests.find((request) => request.id === id)?.rule : undefined
}

test('a guest is told which rule it is, kindly; found or typed makes no difference, and nothing is stored', async () => {
  await set({
    doNotPlay: [
      { kind: 'artist', text: 'abba' },
      { kind: 'word', text: 'live' },
    ],
  })
  const abba = 'The DJ does not play abba tonight. Would somebody else do?'
  expect(wordsOf(await app.requests.ask(mia, tap(await app.trackId('waterloo')), null))).toBe(abba)
  expect(wordsOf(await app.requests.ask(mia, wish('Our own song', 'The ABBA feat. Ida'), null))).toBe(abba)
  expect(wordsOf(await app.requests.ask(mia, wish('Halo (Live)', 'Beyoncé'), null))).toBe(
    'The DJ does not play live versions tonight. Would another one do?',
  )
  expect(app.live.night()?.requests.size).toBe(0)
  must(await app.requests.ask(mia, tap(await app.trackId('halo')), null))
})

test('approving by itself lets no ruled song through; the DJ adds it all the same', async () => {
  await set({ doNotPlay: [{ kind: 'track', text: 'Waterloo' }] }, { autoApprove: true })
  const trackId = await app.trackId('waterloo')
  expect(codeOf(await app.requests.ask(mia, tap(trackId), null))).toBe('rule-track')
  must(await app.requests.ask(mia, tap(await app.trackId('halo')), null))
  must(await app.requests.add({ id: randomUUID(), song: { trackId } }))
  expect(app.live.night()?.queue.map(({ track }) => track.title)).toEqual(['Halo', 'Waterloo'])
})

test('what a later rule speaks against is marked until it is decided, and approved by the same command', async () => {
  const id = randomUUID()
  must(await app.requests.ask(mia, { id, trackId: await app.trackId('waterloo') }, null))
  expect(markOf(id)).toBeNull()
  await set({ doNotPlay: [{ kind: 'artist', text: 'ABBA' }] })
  expect(markOf(id)).toEqual({ words: 'no ABBA', since: null })
  must(await app.requests.approve({ id, version: 0 }))
  expect(app.request(id).status).toBe('approved')
})

test('an artist pauses after a song, for guests and as a mark, and is welcome when the time is over', async () => {
  await set({ artistPauseMinutes: 30 })
  const id = randomUUID()
  must(await app.requests.ask(mia, { id, trackId: await app.trackId('waterloo') }, null))
  await play('dancing queen')
  const ended = now
  now += 12 * 60_000
  expect(markOf(id)).toEqual({ words: 'artist played', since: ended })
  expect(wordsOf(await app.requests.ask(jonas, wish('Fernando', 'Abba'), null))).toBe(
    'That artist played a short while ago. Ask again in 18 minutes, or choose somebody else.',
  )
  // Also after the night was read anew, as a restart does.
  await app.nights.reload()
  expect(codeOf(await app.requests.ask(jonas, wish('Fernando', 'Abba'), null))).toBe('rule-artist-pause')
  now += 18 * 60_000
  expect(markOf(id)).toBeNull()
  must(await app.requests.ask(jonas, wish('Fernando', 'Abba'), null))
})

test('an artist pauses while their song plays', async () => {
  await set({ artistPauseMinutes: 30 })
  must(await app.requests.add({ id: randomUUID(), song: { trackId: await app.trackId('dancing queen') } }))
  must(await app.playback.next())
  expect(codeOf(await app.requests.ask(mia, tap(await app.trackId('waterloo')), null))).toBe(
    'rule-artist-pause',
  )
})

test('of twenty taps of one guest at once one is taken; others ask meanwhile', async () => {
  await set({ guestPauseMinutes: 10 })
  const outcomes = await Promise.all([
    ...Array.from({ length: 20 }, (_, at) => app.requests.ask(mia, wish(`Song ${at}`, 'X'), null)),
    app.requests.ask(jonas, wish('Another', 'Y'), null),
  ])
  const codes = outcomes.map(codeOf)
  expect(codes.pop()).toBe('ok')
  expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
  expect(new Set(codes)).toEqual(new Set(['ok', 'rule-guest-pause']))
})

test('a guest’s pause ends with its time, or with a song that came to nothing; the same tap again is no second one', async () => {
  await set({ guestPauseMinutes: 10 })
  const first = wish('Song', 'X')
  must(await app.requests.ask(mia, first, null))
  expect(must(await app.requests.ask(mia, first, null)).created).toBe(false)
  expect(wordsOf(await app.requests.ask(mia, wish('Next', 'X'), null))).toMatch(/next song in \d+ minutes\.$/)
  must(await app.requests.decline({ id: first.id, version: 0 }, null))
  const second = wish('Next', 'X')
  must(await app.requests.ask(mia, second, null))
  must(await app.requests.takeBack(mia, second.id))
  must(await app.requests.ask(mia, wish('Third', 'X'), null))
  expect(codeOf(await app.requests.ask(mia, wish('Fourth', 'X'), null))).toBe('rule-guest-pause')
  now += 11 * 60_000
  must(await app.requests.ask(mia, wish('Fourth', 'X'), null))
})

test('who asks for what waits already is pointed to it, whatever the rules say by now', async () => {
  const trackId = await app.trackId('waterloo')
  must(await app.requests.ask(mia, tap(trackId), null))
  await set({ doNotPlay: [{ kind: 'artist', text: 'ABBA' }], guestPauseMinutes: 10 })
  expect(codeOf(await app.requests.ask(jonas, tap(trackId), null))).toBe('already-asked')
})

test('rules are tried before they are kept, on what is found and on what is typed', async () => {
  const rules: SongRules = { ...noRules, doNotPlay: [{ kind: 'artist', text: 'Beyonce' }] }
  const halo = { title: 'Halo', artist: 'Beyoncé' }
  const refusal = 'The DJ does not play Beyonce tonight. Would somebody else do?'
  const trackId = await app.trackId('halo')
  expect(must(await app.tryRules(rules, { trackId }))).toEqual({ ...halo, refusal })
  expect(must(await app.tryRules(rules, { wish: { title: 'HALO', artist: 'beyonce' } }))).toEqual({
    ...halo,
    refusal,
  })
  expect(must(await app.tryRules(noRules, { trackId }))).toEqual({ ...halo, refusal: null })
  expect(codeOf(await app.tryRules(rules, { trackId: 'gone' }))).toBe('unknown-track')
  must(await app.requests.ask(mia, tap(trackId), null))
})

test('a song that just played, or is explicit, is said so in a trial', async () => {
  await play('halo')
  must(await app.nights.change(null, { config: { autoDeclineExplicit: true } }))
  const tried = async (title: string) =>
    must(await app.tryRules(noRules, { trackId: await app.trackId(title) })).refusal
  expect(await tried('halo')).toBe(wordsFor({ code: 'played-recently' }))
  expect(await tried('lose yourself')).toBe(wordsFor({ code: 'explicit' }))
})

test('the console takes rules within their limits alone', () => {
  const { input } = consoleCommands['event.update']
  const takes = (rules: object) =>
    input.safeParse({ version: 1, change: { rules: { ...noRules, ...rules } } }).success
  const entries = (count: number) => Array.from({ length: count }, () => ({ kind: 'word', text: 'live' }))
  expect(takes({})).toBe(true)
  expect(takes({ doNotPlay: entries(ruleLimits.entries) })).toBe(true)
  expect(takes({ doNotPlay: entries(ruleLimits.entries + 1) })).toBe(false)
  expect(takes({ doNotPlay: [{ kind: 'mood', text: 'sad' }] })).toBe(false)
  expect(takes({ doNotPlay: [{ kind: 'word', text: '  ' }] })).toBe(false)
  expect(takes({ doNotPlay: [{ kind: 'years', from: 1999, to: 1990 }] })).toBe(false)
  expect(takes({ artistPauseMinutes: -1 })).toBe(false)
  expect(takes({ longestMinutes: 1.5 })).toBe(false)
})
