import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RawAnswer, readAnswer, readJson, readTokenAnswer, type SpotifyTopic } from './read-answer.ts'

const now = Date.UTC(2026, 10, 27, 22, 0, 0)

function json(status: number, error: unknown, headers: Record<string, string> = {}): RawAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ error }),
  }
}

function text(status: number, body: string, type = 'text/plain'): RawAnswer {
  return { status, headers: { 'content-type': type }, body }
}

function refused(status: number, reason: string): RawAnswer {
  return json(status, { status, message: 'Player command failed', reason })
}

describe('a good answer', () => {
  it.each(['', 'ok', '<html>', '{'])('is one whatever stands in it: %s', (body) => {
    for (const status of [200, 201, 202, 204])
      expect(readAnswer(text(status, body), 'player', now)).toBeNull()
  })
})

describe('a refusal with a reason', () => {
  it.each([
    ['PREMIUM_REQUIRED', 'premium'],
    ['NO_PREV_TRACK', 'not-now'],
    ['NO_NEXT_TRACK', 'not-now'],
    ['ALREADY_PAUSED', 'not-now'],
    ['NOT_PAUSED', 'not-now'],
    ['CONTEXT_DISALLOW', 'not-now'],
    ['UNKNOWN', 'not-now'],
    ['REMOTE_CONTROL_DISALLOW', 'device-refuses'],
    ['DEVICE_NOT_CONTROLLABLE', 'device-refuses'],
    ['VOLUME_CONTROL_DISALLOW', 'device-refuses'],
  ])('403 %s is %s', (reason, kind) => {
    expect(readAnswer(refused(403, reason), 'player', now)).toEqual({ kind })
  })

  it('that nobody knows yet is unclear, whatever the word', () => {
    for (const reason of ['SOMETHING_NEW', 'constructor', '__proto__'])
      expect(readAnswer(refused(403, reason), 'player', now)).toEqual({ kind: 'unclear', status: 403 })
  })

  it('RATE_LIMITED waits as a 429 does', () => {
    const answer = json(403, { status: 403, message: '', reason: 'RATE_LIMITED' }, { 'retry-after': '7' })
    expect(readAnswer(answer, 'player', now)).toEqual({ kind: 'rate-limited', until: now + 7_000 })
  })

  it('404 is a device for the player, and a thing elsewhere', () => {
    expect(readAnswer(refused(404, 'NO_ACTIVE_DEVICE'), 'player', now)).toEqual({ kind: 'no-device' })
    expect(readAnswer(json(404, { status: 404, message: 'Device not found' }), 'player', now)).toEqual({
      kind: 'no-device',
    })
    expect(readAnswer(json(404, { status: 404, message: 'x' }), 'catalogue', now)).toEqual({
      kind: 'not-found',
    })
    expect(readAnswer(text(404, ''), 'playlist', now)).toEqual({ kind: 'not-found' })
  })
})

describe('a 403 without a reason', () => {
  const forbidden = json(403, { status: 403, message: 'Forbidden' })

  it('means on the own profile that this account is not listed', () => {
    expect(readAnswer(forbidden, 'profile', now)).toEqual({ kind: 'not-listed' })
  })

  it('is unclear elsewhere, and where nothing is said', () => {
    for (const topic of ['player', 'catalogue', 'playlist'] as const)
      expect(readAnswer(forbidden, topic, now)).toEqual({ kind: 'unclear', status: 403 })
    expect(readAnswer(text(403, ''), 'profile', now)).toEqual({ kind: 'unclear', status: 403 })
  })

  it('in plain words means no Premium', () => {
    expect(readAnswer(text(403, 'Active premium subscription required'), 'catalogue', now)).toEqual({
      kind: 'premium',
    })
    expect(readAnswer({ status: 403, headers: {}, body: 'words' }, 'profile', now)).toEqual({
      kind: 'premium',
    })
  })

  it('as a page is something else on the way', () => {
    expect(readAnswer(text(403, '<!doctype html>', 'text/html; charset=utf-8'), 'profile', now)).toEqual({
      kind: 'broken',
    })
  })
})

describe('too many calls', () => {
  function until(headers: Record<string, string>): number | null {
    const problem = readAnswer(json(429, { status: 429, message: 'x' }, headers), 'catalogue', now)
    return problem?.kind === 'rate-limited' ? problem.until - now : null
  }

  it('waits as long as Spotify says, seconds or hours', () => {
    expect(until({ 'retry-after': '1' })).toBe(1_000)
    expect(until({ 'retry-after': ' 13749 ' })).toBe(13_749_000)
    expect(until({ 'retry-after': '2.5' })).toBe(2_500)
  })

  it('waits until a date, by Spotify’s own clock where it says it', () => {
    const date = new Date(now + 90_000).toUTCString()
    expect(until({ 'retry-after': date })).toBe(90_000)
    expect(until({ 'retry-after': date, date: new Date(now + 60_000).toUTCString() })).toBe(30_000)
  })

  it('waits 5 seconds when nothing or nonsense is said, 1 at least, a day at most', () => {
    for (const headers of [{}, { 'retry-after': '' }, { 'retry-after': 'soon' }, { 'retry-after': '-5' }])
      expect(until(headers as Record<string, string>)).toBe(5_000)
    expect(until({ 'retry-after': '0' })).toBe(1_000)
    expect(until({ 'retry-after': new Date(now - 90_000).toUTCString() })).toBe(1_000)
    expect(until({ 'retry-after': '9'.repeat(400) })).toBe(24 * 3_600_000)
  })

  it('is another thing when the quota is used up', () => {
    const answer = json(429, { status: 429, message: 'x', reason: 'QUOTA_EXCEEDED' }, { 'retry-after': '3' })
    expect(readAnswer(answer, 'catalogue', now)).toEqual({ kind: 'quota' })
  })

  it('is understood without any body', () => {
    expect(readAnswer(text(429, 'Too many requests'), 'player', now)).toMatchObject({ kind: 'rate-limited' })
    expect(readAnswer(text(429, '<html>', 'text/html'), 'player', now)).toMatchObject({
      kind: 'rate-limited',
    })
  })
})

describe('Spotify’s own failures', () => {
  it('are 5xx and pages', () => {
    expect(readAnswer(json(500, { status: 500, message: 'x' }), 'player', now)).toEqual({ kind: 'broken' })
    expect(readAnswer(text(503, '<html>', 'text/html'), 'catalogue', now)).toEqual({ kind: 'broken' })
    expect(readAnswer(text(302, ' <HTML>'), 'catalogue', now)).toEqual({ kind: 'broken' })
    expect(readAnswer(json(400, 'invalid'), 'catalogue', now)).toEqual({ kind: 'unclear', status: 400 })
  })
})

describe('readTokenAnswer', () => {
  it('tells the end of a sign-in from what passes', () => {
    expect(readTokenAnswer(json(200, null), now)).toBeNull()
    expect(readTokenAnswer(json(400, 'invalid_grant'), now)).toEqual({ kind: 'signed-out' })
    expect(readTokenAnswer(json(400, 'invalid_client'), now)).toEqual({ kind: 'unclear', status: 400 })
    expect(readTokenAnswer(text(503, '<html>', 'text/html'), now)).toEqual({ kind: 'broken' })
    expect(readTokenAnswer(text(400, '<html>invalid_grant', 'text/html'), now)).toEqual({ kind: 'broken' })
    expect(readTokenAnswer(json(500, 'invalid_grant'), now)).toEqual({ kind: 'broken' })
    expect(readTokenAnswer(json(429, 'x', { 'retry-after': '9' }), now)).toEqual({
      kind: 'rate-limited',
      until: now + 9_000,
    })
  })
})

describe('readJson', () => {
  it('reads JSON, whatever it calls itself, and nothing else', () => {
    expect(readJson(text(200, '{"a":1}'))).toEqual({ ok: true, value: { a: 1 } })
    expect(readJson(text(200, '<html>'))).toEqual({ ok: false, problem: { kind: 'broken' } })
    expect(readJson(text(200, '{"a":'))).toEqual({ ok: false, problem: { kind: 'unclear', status: 200 } })
    expect(readJson(text(200, ''))).toEqual({ ok: false, problem: { kind: 'unclear', status: 200 } })
  })
})

it('understands any answer without a throw, and calls no refusal good', () => {
  const body = fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record({ error: fc.oneof(fc.string(), fc.object(), fc.constant(null)) })
      .map((value) => JSON.stringify(value)),
  )
  const answers = fc.record({
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.dictionary(fc.constantFrom('content-type', 'retry-after', 'date'), fc.string()),
    body,
  })
  fc.assert(
    fc.property(
      answers,
      fc.constantFrom<SpotifyTopic>('profile', 'player', 'catalogue', 'playlist'),
      (raw, topic) => {
        const problem = readAnswer(raw, topic, now)
        const good = raw.status >= 200 && raw.status < 300
        expect(problem === null).toBe(good)
        expect(readTokenAnswer(raw, now) === null).toBe(good)
        if (raw.status >= 500 && problem?.kind === 'rate-limited') expect(raw.body).toContain('RATE_LIMITED')
        if (problem?.kind === 'rate-limited') {
          expect(problem.until).toBeGreaterThan(now)
          expect(problem.until).toBeLessThanOrEqual(now + 24 * 3_600_000)
        }
      },
    ),
  )
})
