import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { redirectToRegister } from '../../core/spotify/sign-in.ts'
import { handClock } from '../../testing/hand-clock.ts'
import { sendJson, startTinyServer } from '../../testing/tiny-server.ts'
import { exchangeCode } from './exchange-code.ts'
import { type StartedSignIn, startSignIn } from './sign-in.ts'

const clientId = '0123456789abcdef0123456789abcdef'
const closers: (() => unknown)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function begin(openBrowser: (url: string) => Promise<void> | void = () => {}) {
  const time = handClock()
  const started = await startSignIn({
    accountsUrl: 'https://accounts.example.test',
    clientId,
    openBrowser,
    after: time.after,
  })
  closers.push(started.cancel)
  const asked = new URL(started.url).searchParams
  return {
    ...started,
    time,
    redirect: asked.get('redirect_uri') ?? '',
    state: asked.get('state') ?? '',
    asked,
  }
}

/** What the browser does when Spotify sends it back. */
async function comeBack(redirect: string, query: Record<string, string>) {
  const response = await fetch(`${redirect}?${new URLSearchParams(query)}`)
  return { status: response.status, headers: response.headers, page: await response.text() }
}

async function isListening(redirect: string): Promise<boolean> {
  return fetch(redirect).then(
    () => true,
    () => false,
  )
}

function withHost(redirect: string, host: string, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(redirect, { method, headers: { host } }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end()
  })
}

function stillOpen({ done }: Pick<StartedSignIn, 'done'>): Promise<'open' | object> {
  return Promise.race([done, new Promise<'open'>((resolve) => setImmediate(() => resolve('open')))])
}

describe('a sign-in', () => {
  it('opens Spotify’s page with the challenge of its verifier, and ends with the code', async () => {
    let opened = ''
    const { done, url, redirect, state, asked } = await begin((page) => {
      opened = page
    })
    const back = await comeBack(redirect, { code: 'the-code', state })
    expect(opened).toBe(url)
    const { protocol, hostname, pathname } = new URL(redirect)
    expect(`${protocol}//${hostname}${pathname}`).toBe(redirectToRegister)
    expect(redirect).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/callback$/)
    const end = await done
    if (!end.ok) throw new Error(end.why)
    expect(end).toMatchObject({ code: 'the-code', redirectUri: redirect })
    expect(end.verifier).toMatch(/^[\w-]{43,128}$/)
    expect(asked.get('code_challenge')).toBe(createHash('sha256').update(end.verifier).digest('base64url'))
    expect(url).not.toContain(end.verifier)
    expect(back.status).toBe(200)
    expect(back.page).toContain('You can close this window and go back to Cueline')
    expect(back.page).not.toContain('the-code')
    expect(back.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await isListening(redirect)).toBe(false)
  })

  it('differs each time', async () => {
    const [one, two] = [await begin(), await begin()]
    expect(one.state).not.toBe(two.state)
    expect(one.asked.get('code_challenge')).not.toBe(two.asked.get('code_challenge'))
  })

  it('tells a no from another refusal, in words to the browser too', async () => {
    const no = await begin()
    expect((await comeBack(no.redirect, { error: 'access_denied', state: no.state })).page).toContain(
      'not allowed',
    )
    expect(await no.done).toEqual({ ok: false, why: 'denied' })
    const refused = await begin()
    const { page } = await comeBack(refused.redirect, { error: '<script>x</script>', state: refused.state })
    expect(page).toContain('Spotify refused')
    expect(page).not.toContain('<script>')
    expect(await refused.done).toEqual({ ok: false, why: 'refused' })
  })

  it('is not ended by somebody else on this machine, who is told so', async () => {
    const { done, redirect, state } = await begin()
    expect((await comeBack(redirect, { code: 'theirs', state: 'guessed' })).status).toBe(400)
    expect((await comeBack(redirect, { code: 'theirs' })).status).toBe(400)
    expect((await fetch(new URL('/favicon.ico', redirect))).status).toBe(404)
    expect(await withHost(`${redirect}?code=theirs&state=${state}`, 'evil.example.test')).toBe(403)
    expect(await withHost(`${redirect}?code=theirs&state=${state}`, new URL(redirect).host, 'POST')).toBe(405)
    expect(await stillOpen({ done })).toBe('open')
    await comeBack(redirect, { code: 'mine', state })
    expect(await done).toMatchObject({ ok: true, code: 'mine' })
  })

  it('ends after five minutes, and says whether only a stranger came', async () => {
    const quiet = await begin()
    await quiet.time.pass(5 * 60_000 - 1)
    expect(await stillOpen(quiet)).toBe('open')
    await quiet.time.pass(1)
    expect(await quiet.done).toEqual({ ok: false, why: 'timeout' })
    expect(await isListening(quiet.redirect)).toBe(false)
    const strange = await begin()
    await comeBack(strange.redirect, { code: 'theirs', state: 'old' })
    await strange.time.pass(5 * 60_000)
    expect(await strange.done).toEqual({ ok: false, why: 'wrong-state' })
  })

  it('can be cancelled, and leaves no timer behind', async () => {
    const { done, cancel, redirect, time } = await begin()
    cancel()
    expect(await done).toEqual({ ok: false, why: 'cancelled' })
    expect(await isListening(redirect)).toBe(false)
    expect(time.waiting()).toBe(0)
  })

  it('does not wait for a browser that holds a connection open', async () => {
    const { done, redirect, state } = await begin()
    const idle = connect(Number(new URL(redirect).port), '127.0.0.1').on('error', () => {})
    closers.push(() => idle.destroy())
    await once(idle, 'connect')
    await comeBack(redirect, { code: 'the-code', state })
    expect(await done).toMatchObject({ ok: true })
  })

  it('ends when no browser opens, whichever way that is told', async () => {
    const rejected = await begin(() => Promise.reject(new Error('none')))
    expect(await rejected.done).toEqual({ ok: false, why: 'no-browser' })
    const thrown = await begin(() => {
      throw new Error('none')
    })
    expect(await thrown.done).toEqual({ ok: false, why: 'no-browser' })
  })
})

describe('exchangeCode', () => {
  const sent = {
    clientId,
    code: 'the-code',
    verifier: 'the-verifier',
    redirectUri: 'http://127.0.0.1:1/callback',
  }

  it('brings tokens, with the time from which the six months count', async () => {
    const server = await startTinyServer((_, response) =>
      sendJson(response, 200, {
        access_token: 'a1',
        refresh_token: 'r1',
        expires_in: 3600,
        scope: 'x y',
        token_type: 'Bearer',
      }),
    )
    closers.push(server.close)
    const { clock, after } = handClock()
    const tokens = await exchangeCode({ ...sent, accountsUrl: server.url, clock, after })
    expect(tokens).toEqual({
      ok: true,
      value: {
        accessToken: 'a1',
        refreshToken: 'r1',
        expiresAt: clock() + 3_600_000,
        scope: 'x y',
        authorisedAt: clock(),
        clientId,
      },
    })
    const [heard] = server.heard
    expect(heard).toMatchObject({ method: 'POST', path: '/api/token' })
    expect(heard?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(heard?.query.size).toBe(0)
    expect(Object.fromEntries(new URLSearchParams(heard?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: clientId,
      code: 'the-code',
      redirect_uri: 'http://127.0.0.1:1/callback',
      code_verifier: 'the-verifier',
    })
  })

  it.each([
    [400, { error: 'invalid_grant' }, { kind: 'signed-out' }],
    [400, { error: 'invalid_client' }, { kind: 'unclear', status: 400 }],
    [500, { error: 'server_error' }, { kind: 'broken' }],
    [200, { token_type: 'Bearer' }, { kind: 'unclear', status: 200 }],
  ])('tells what went wrong: %s %j', async (status, body, problem) => {
    const server = await startTinyServer((_, response) => sendJson(response, status, body))
    closers.push(server.close)
    const { clock, after } = handClock()
    expect(await exchangeCode({ ...sent, accountsUrl: server.url, clock, after })).toEqual({
      ok: false,
      problem,
    })
  })
})
