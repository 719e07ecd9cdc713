import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../eventually.ts'
import { aCaller, problemsOf, textOrJson } from '../a-caller.ts'
import { testClientId, usualScopes } from '../assembly.ts'
import { type SpotifyDouble, startSpotifyDouble } from '../double.ts'

const redirect = 'http://127.0.0.1:51234/callback'
const verifier = randomBytes(48).toString('base64url')
const state = randomBytes(16).toString('base64url')
const monthMs = 31 * 24 * 3600_000

let double: SpotifyDouble
beforeEach(async () => {
  double = await startSpotifyDouble()
})
afterEach(() => double.close())

function authorize(change: Readonly<Record<string, string>> = {}) {
  const query = new URLSearchParams({
    client_id: testClientId,
    response_type: 'code',
    redirect_uri: redirect,
    state,
    scope: usualScopes.join(' '),
    code_challenge_method: 'S256',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    ...change,
  })
  return fetch(`${double.accountsUrl}/authorize?${query}`, { redirect: 'manual' })
}

async function backFrom(response: Response): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(new URL(response.headers.get('location') ?? '').searchParams)
}

async function token(form: Readonly<Record<string, string>>) {
  const response = await fetch(`${double.accountsUrl}/api/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: testClientId, ...form }),
  })
  const body = textOrJson(await response.text()) as Readonly<Record<string, string>>
  return { status: response.status, body }
}

async function exchange(change: Readonly<Record<string, string>> = {}) {
  const { code = '' } = await backFrom(await authorize())
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: verifier }
  return token({ ...form, ...change })
}

function refresh(refreshToken: string) {
  return token({ grant_type: 'refresh_token', refresh_token: refreshToken })
}

test('a sign-in comes back with code and state, and the code is worth tokens once', async () => {
  const back = await backFrom(await authorize())
  expect(back.state).toBe(state)
  const form = { grant_type: 'authorization_code', code: back.code ?? '', redirect_uri: redirect }
  const { status, body } = await token({ ...form, code_verifier: verifier })
  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: usualScopes.join(' ') })
  expect((await aCaller(double, body.access_token)('GET', '/me')).status).toBe(200)
  expect(problemsOf(double)).toEqual([])
  expect(await token({ ...form, code_verifier: verifier })).toMatchObject({
    body: { error: 'invalid_grant' },
  })
})

test('the DJ says no', async () => {
  double.accounts.decide('deny')
  expect(await backFrom(await authorize())).toEqual({ error: 'access_denied', state })
})

test('the DJ is asked, and either link answers', async () => {
  double.accounts.decide('ask')
  const html = await (await authorize()).text()
  const [grant = '', deny = ''] = [...html.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link)
  const follow = (link: string) =>
    fetch(`${double.accountsUrl}${link.replaceAll('&amp;', '&')}`, { redirect: 'manual' }).then(backFrom)
  expect(await follow(grant)).toHaveProperty('code')
  expect(await follow(deny)).toMatchObject({ error: 'access_denied' })
})

test.each([
  ['localhost', { redirect_uri: 'http://localhost:51234/callback' }],
  ['a redirect that is not registered', { redirect_uri: 'http://127.0.0.1:51234/other' }],
  ['a redirect to the net', { redirect_uri: 'https://example.org/callback' }],
  ['an unknown client', { client_id: 'somebody' }],
])('is told to the person: %s', async (_, change) => {
  expect((await authorize(change)).status).toBe(400)
  expect(problemsOf(double)).toEqual(['sign-in'])
})

test('localhost, another host and a hyphen are refused even where they were registered', async () => {
  await double.close()
  const redirects = ['http://localhost/callback', 'http://192.168.1.7/callback', 'http://127.0.0.1/call-back']
  double = await startSpotifyDouble({ redirects })
  for (const redirect_uri of redirects) expect((await authorize({ redirect_uri })).status).toBe(400)
})

test.each([
  ['the implicit way', { response_type: 'token' }, 'unsupported_response_type'],
  ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
  ['a scope that nobody knows', { scope: 'user-read-mind' }, 'invalid_scope'],
])('is told to the redirect: %s', async (_, change, error) => {
  expect(await backFrom(await authorize(change))).toMatchObject({ error, state })
  expect(problemsOf(double)).toEqual(['sign-in'])
})

test.each([
  ['another verifier', { code_verifier: 'x'.repeat(43) }],
  ['another redirect', { redirect_uri: 'http://127.0.0.1:51235/callback' }],
  ['a code that was never given', { code: 'guess' }],
])('a code is worth nothing with %s', async (_, change) => {
  expect(await exchange(change)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } })
  expect(problemsOf(double)).toEqual(['sign-in'])
})

test('a client secret and a form in JSON are noted', async () => {
  await exchange({ client_secret: 'psst' })
  await fetch(`${double.accountsUrl}/api/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(problemsOf(double)).toEqual(['sign-in', 'invalid-request'])
})

test('an access token lasts an hour; refreshing gives one without another refresh token', async () => {
  const { accessToken, refreshToken } = double.accounts.signIn()
  double.clock.advance(3_599_000)
  expect((await aCaller(double, accessToken)('GET', '/me')).status).toBe(200)
  double.clock.advance(1000)
  expect((await aCaller(double, accessToken)('GET', '/me')).status).toBe(401)
  const { body } = await refresh(refreshToken)
  expect(body).not.toHaveProperty('refresh_token')
  expect((await aCaller(double, body.access_token)('GET', '/me')).status).toBe(200)
  expect(problemsOf(double)).toEqual([])
})

test('a rotated refresh token takes the place of the old one as soon as it is used', async () => {
  double.set({ rotates: true })
  const { refreshToken } = double.accounts.signIn()
  const first = await refresh(refreshToken)
  expect(first.body.refresh_token).not.toBe(refreshToken)
  // The answer may have been lost on its way.
  const second = await refresh(refreshToken)
  expect(second.status).toBe(200)
  await aCaller(double, second.body.access_token)('GET', '/me')
  expect(problemsOf(double)).toEqual([])
  expect((await refresh(refreshToken)).body).toMatchObject({ error: 'invalid_grant' })
  expect(problemsOf(double)).toEqual(['dead-refresh-token'])
})

test('a sign-in ends six months later, however often it was refreshed', async () => {
  const { refreshToken } = double.accounts.signIn()
  for (let month = 0; month < 5; month += 1) {
    double.clock.advance(monthMs)
    expect((await refresh(refreshToken)).status).toBe(200)
  }
  double.clock.advance(monthMs)
  expect((await refresh(refreshToken)).body).toMatchObject({ error: 'invalid_grant' })
  expect(problemsOf(double)).toEqual([])
})

test('after the app was removed at Spotify nothing works, and trying again is noted', async () => {
  const { accessToken, refreshToken } = double.accounts.signIn()
  double.accounts.revokeAll()
  expect((await aCaller(double, accessToken)('GET', '/me')).status).toBe(401)
  expect((await refresh(refreshToken)).body).toMatchObject({ error: 'invalid_grant' })
  expect(problemsOf(double)).toEqual([])
  await refresh(refreshToken)
  expect(problemsOf(double)).toEqual(['dead-refresh-token'])
})

test('two refreshes side by side are noted', async () => {
  const { refreshToken } = double.accounts.signIn()
  await Promise.all([refresh(refreshToken), refresh(refreshToken)])
  expect(problemsOf(double)).toEqual(['concurrent-refresh'])
})

test('a refresh while the first is not yet answered is noted, one after giving it up is not', async () => {
  const { refreshToken } = double.accounts.signIn()
  double.faults.add({ kind: 'slow', ms: 60_000, times: 2 })
  const form = { client_id: testClientId, grant_type: 'refresh_token', refresh_token: refreshToken }
  const slow = (signal: AbortSignal) =>
    fetch(`${double.accountsUrl}/api/token`, { method: 'POST', body: new URLSearchParams(form), signal })
  const arrived = (count: number) => eventually(() => expect(double.calls.all()).toHaveLength(count))
  const [impatient, waiting] = [new AbortController(), new AbortController()]
  const first = slow(impatient.signal)
  await arrived(1)
  impatient.abort()
  await expect(first).rejects.toThrow()
  const second = slow(waiting.signal)
  await arrived(2)
  expect(problemsOf(double)).toEqual([])
  await refresh(refreshToken)
  expect(problemsOf(double)).toEqual(['concurrent-refresh'])
  waiting.abort()
  await expect(second).rejects.toThrow()
})

test('a token in an address is noted, and every secret is known', async () => {
  const { accessToken, refreshToken } = double.accounts.signIn()
  await fetch(`${double.apiUrl}/me?access_token=${accessToken}`)
  expect(problemsOf(double)).toContain('token-in-url')
  await exchange()
  expect(double.accounts.secrets()).toEqual(expect.arrayContaining([accessToken, refreshToken, verifier]))
})

test('without a token, or with one that was never given, the answer is 401', async () => {
  expect((await fetch(`${double.apiUrl}/me`)).status).toBe(401)
  expect((await aCaller(double, 'made-up')('GET', '/me')).status).toBe(401)
})
