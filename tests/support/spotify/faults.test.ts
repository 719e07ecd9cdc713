import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { aCaller, problemsOf } from './a-caller.ts'
import { type SpotifyDouble, startSpotifyDouble } from './double.ts'
import { type FaultKind, playerReasons } from './faults.ts'

let double: SpotifyDouble
let call: ReturnType<typeof aCaller>
let uri: string

beforeEach(async () => {
  double = await startSpotifyDouble()
  call = aCaller(double)
  uri = double.catalogue.tracks[4]?.uri ?? ''
  double.phone.play(double.catalogue.tracks[0]?.uri ?? '')
})
afterEach(async () => {
  expect(problemsOf(double)).not.toContain('invalid-answer')
  await double.close()
})

const handOver = () => call('POST', `/me/player/queue?uri=${uri}`)

async function queued(): Promise<readonly string[]> {
  const { body } = await call('GET', '/me/player/queue')
  return (body as { queue: { uri: string }[] }).queue.map((item) => item.uri)
}

const answered: [FaultKind, number, unknown, string | null][] = [
  [{ kind: 'unauthorized' }, 401, { error: { status: 401, message: expect.any(String) } }, null],
  [{ kind: 'not-listed' }, 403, { error: { message: expect.stringContaining('not registered') } }, null],
  [{ kind: 'owner-without-premium' }, 403, expect.stringContaining('premium'), null],
  [{ kind: 'no-active-device' }, 404, { error: { reason: 'NO_ACTIVE_DEVICE' } }, null],
  [{ kind: 'rate-limited', retryAfter: 7 }, 429, { error: { status: 429 } }, '7'],
  [{ kind: 'rate-limited', retryAfter: 14_400 }, 429, { error: { status: 429 } }, '14400'],
  [{ kind: 'rate-limited', retryAfter: null }, 429, { error: { status: 429 } }, null],
  [{ kind: 'quota-exceeded' }, 429, { error: { reason: 'QUOTA_EXCEEDED' } }, null],
  [{ kind: 'server-error' }, 500, { error: { status: 500 } }, null],
  [{ kind: 'unavailable' }, 503, expect.stringContaining('<html>'), null],
  ...playerReasons.map((reason): [FaultKind, number, unknown, string | null] => [
    { kind: 'forbidden', reason },
    403,
    { error: { reason } },
    null,
  ]),
]

test.each(answered)(
  '%j is answered instead, and nothing is done',
  async (fault, status, body, retryAfter) => {
    double.faults.add({ ...fault, times: 1 })
    const answer = await handOver()
    expect(answer.status).toBe(status)
    expect(answer.headers.get('retry-after')).toBe(retryAfter)
    if (typeof answer.body === 'string') expect(answer.body).toEqual(body)
    else expect(answer.body).toMatchObject(body as object)
    double.clock.advance(14_400_000)
    expect(double.calls.all()[0]).toMatchObject({ path: '/me/player/queue', status })
    expect(problemsOf(double)).toEqual([])
  },
)

test('a cut before: nothing was done', async () => {
  double.faults.add({ kind: 'cut-before', times: 1 })
  await expect(handOver()).rejects.toThrow()
  expect(await queued()).toEqual([])
  expect(double.calls.all()[0]).toMatchObject({ status: 0 })
})

test('a cut after: it was done all the same', async () => {
  double.faults.add({ kind: 'cut-after', times: 1 })
  await expect(handOver()).rejects.toThrow()
  expect(await queued()).toEqual([uri])
})

test('slow: it was done, long before the answer comes', async () => {
  double.faults.add({ kind: 'slow', ms: 60_000, match: { method: 'POST' }, times: 1 })
  const impatient = new AbortController()
  const { accessToken } = double.accounts.signIn()
  const headers = { authorization: `Bearer ${accessToken}` }
  const url = `${double.apiUrl}/me/player/queue?uri=${uri}`
  const answer = fetch(url, { method: 'POST', headers, signal: impatient.signal })
  await eventually(async () => expect(await queued()).toEqual([uri]))
  impatient.abort()
  await expect(answer).rejects.toThrow()
})

test('slow by a little is answered late', async () => {
  double.faults.add({ kind: 'slow', ms: 5, times: 1 })
  expect((await handOver()).status).toBe(204)
})

test('a fault is for its method and path, and for so many times', async () => {
  double.faults.add({ kind: 'server-error', match: { method: 'GET', path: /^\/me\/player$/ }, times: 2 })
  expect((await call('GET', '/me')).status).toBe(200)
  expect((await call('GET', '/me/player')).status).toBe(500)
  expect((await call('GET', '/me/player')).status).toBe(500)
  expect((await call('GET', '/me/player')).status).toBe(200)
})

test('a fault without a number goes on until it is taken away', async () => {
  const remove = double.faults.add({ kind: 'server-error' })
  expect((await call('GET', '/me')).status).toBe(500)
  expect((await call('GET', '/me')).status).toBe(500)
  remove()
  expect((await call('GET', '/me')).status).toBe(200)
})

test('the token endpoint fails too', async () => {
  double.faults.add({ kind: 'unavailable', match: { path: /token/ }, times: 1 })
  const response = await fetch(`${double.accountsUrl}/api/token`, {
    method: 'POST',
    body: new URLSearchParams(),
  })
  expect(response.status).toBe(503)
})

test('a wrong request is caught behind a fault as well', async () => {
  double.faults.add({ kind: 'unavailable' })
  await call('GET', '/search?q=love&type=track&limit=50')
  expect(problemsOf(double)).toEqual(['limit-too-high'])
})

test('a call before the end of Retry-After is refused again and noted', async () => {
  double.faults.add({ kind: 'rate-limited', retryAfter: 30, times: 1 })
  await call('GET', '/me')
  double.clock.advance(29_000)
  const early = await call('GET', '/me')
  expect([early.status, early.headers.get('retry-after')]).toEqual([429, '1'])
  expect(problemsOf(double)).toEqual(['ignored-retry-after'])
  double.clock.advance(1000)
  expect((await call('GET', '/me')).status).toBe(200)
  expect(problemsOf(double)).toEqual(['ignored-retry-after'])
})

test('a window of its own: more calls than it allows are limited', async () => {
  await double.close()
  double = await startSpotifyDouble({ rateLimit: { calls: 3, retryAfter: 10 } })
  call = aCaller(double)
  const statuses = []
  for (let count = 0; count < 4; count += 1) statuses.push((await call('GET', '/me')).status)
  expect(statuses).toEqual([200, 200, 200, 429])
  double.clock.advance(30_000)
  expect((await call('GET', '/me')).status).toBe(200)
})

test.each<[FaultKind['kind'], FaultKind]>([
  ['cut-after', { kind: 'cut-after' }],
  ['cut-before', { kind: 'cut-before' }],
  ['unavailable', { kind: 'unavailable' }],
])('after %s a second hand-over without a look is noted', async (_, fault) => {
  double.faults.add({ ...fault, times: 1 })
  await handOver().catch(() => undefined)
  await handOver()
  expect(problemsOf(double)).toEqual(['blind-repeat'])
})

test('after a look, or after a plain refusal, it is not', async () => {
  double.faults.add({ kind: 'cut-before', times: 1 })
  await handOver().catch(() => undefined)
  await call('GET', '/me/player')
  await handOver()
  await call('GET', '/me/player/queue')
  double.faults.add({ kind: 'unauthorized', times: 1 })
  await handOver()
  await handOver()
  expect(problemsOf(double)).toEqual([])
})

test('a look that failed is none', async () => {
  await handOver()
  double.faults.add({ kind: 'server-error', times: 1 })
  await call('GET', '/me/player')
  await handOver()
  expect(problemsOf(double)).toEqual(['blind-repeat'])
})
