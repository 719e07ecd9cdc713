import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endsAt } from '../../core/spotify/sign-in.ts'
import type { Keychain, Log } from '../../services/ports.ts'
import { handClock } from '../../testing/hand-clock.ts'
import { type Heard, sendJson, startTinyServer, type TinyServer } from '../../testing/tiny-server.ts'
import type { SignIn, SignInFacts } from './sign-in-item.ts'
import { createTokens } from './tokens.ts'

const item = 'spotify:mia'
const hour = 3_600_000

let server: TinyServer
let answer: (heard: Heard, response: ServerResponse) => void
let time: ReturnType<typeof handClock>
let secrets: Map<string, string>
let lines: string[]
let heardFacts: SignInFacts[]

beforeEach(async () => {
  time = handClock()
  secrets = new Map()
  lines = []
  heardFacts = []
  let given = 0
  answer = (_, response) => {
    given += 1
    sendJson(response, 200, {
      access_token: `access-${given}`,
      expires_in: 3600,
      token_type: 'Bearer',
      scope: 'a b',
    })
  }
  server = await startTinyServer((heard, response) => answer(heard, response))
})
afterEach(() => server.close())

function keychain(broken = false): Keychain {
  const use = async <T>(work: () => T): Promise<T> => {
    if (broken) throw new Error('KeychainMissing')
    return work()
  }
  return {
    get: (name) => use(() => secrets.get(name) ?? null),
    set: (name, secret) => use(() => void secrets.set(name, secret)),
    remove: (name) => use(() => void secrets.delete(name)),
    kind: () => 'stored',
    isWaiting: () => false,
  }
}

function tokens({ chain = keychain(), clientId = 'the-client' as string | null } = {}) {
  const write = (message: string, facts?: object) => void lines.push(JSON.stringify([message, facts]))
  const log: Log = { info: write, warn: write, error: write }
  const { clock, after } = time
  return createTokens({
    keychain: chain,
    item,
    accountsUrl: server.url,
    clientId: () => clientId,
    clock,
    after,
    log,
    changed: (facts) => heardFacts.push(facts),
  })
}

function signedIn(more: Partial<SignIn> = {}): SignIn {
  return {
    accessToken: 'access-0',
    refreshToken: 'refresh-0',
    expiresAt: time.clock() + hour,
    scope: 'a b',
    authorisedAt: time.clock(),
    clientId: 'the-client',
    ...more,
  }
}

function sentRefreshTokens(): (string | null)[] {
  return server.heard.map(({ body }) => new URLSearchParams(body).get('refresh_token'))
}

function stored(): SignIn {
  return JSON.parse(secrets.get(item) ?? 'null') as SignIn
}

function grant(more: object) {
  return { access_token: 'access-new', expires_in: 3600, token_type: 'Bearer', ...more }
}

describe('access', () => {
  it('gives the token that is there while a minute is left', async () => {
    const kept = tokens()
    await kept.put(signedIn())
    expect(await kept.access()).toEqual({ ok: true, value: 'access-0' })
    await time.pass(hour - 60_000)
    expect(await kept.access()).toEqual({ ok: true, value: 'access-0' })
    expect(server.heard).toEqual([])
  })

  it('refreshes with less than a minute left, by form and by the client id of the sign-in', async () => {
    const kept = tokens({ clientId: 'another-client' })
    await kept.put(signedIn())
    await time.pass(hour - 59_999)
    expect(await kept.access()).toEqual({ ok: true, value: 'access-1' })
    expect(Object.fromEntries(new URLSearchParams(server.heard[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-0',
      client_id: 'the-client',
    })
    expect(stored()).toMatchObject({ accessToken: 'access-1', refreshToken: 'refresh-0' })
  })

  it('survives a restart, and answers not-connected where nothing is', async () => {
    expect(await tokens().access()).toEqual({ ok: false, problem: { kind: 'not-connected' } })
    await tokens().put(signedIn())
    expect(await tokens().access()).toEqual({ ok: true, value: 'access-0' })
    secrets.set(item, 'rubbish')
    expect(await tokens().access()).toEqual({ ok: false, problem: { kind: 'not-connected' } })
  })

  it('refreshes once for all who ask at the same time', async () => {
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    const all = await Promise.all(Array.from({ length: 20 }, () => kept.access()))
    expect(new Set(all.map((one) => (one.ok ? one.value : '')))).toEqual(new Set(['access-1']))
    expect(server.heard.length).toBe(1)
  })

  it('stores a new refresh token before anybody has the access token of it', async () => {
    answer = (_, response) => sendJson(response, 200, grant({ refresh_token: 'refresh-1' }))
    let release = () => {}
    const chain = keychain()
    const slow: Keychain = {
      ...chain,
      set: async (name, secret) => {
        if (secret.includes('refresh-1')) {
          await new Promise<void>((resolve) => {
            release = resolve
          })
        }
        await chain.set(name, secret)
      },
    }
    const kept = tokens({ chain: slow })
    await kept.put(signedIn({ expiresAt: 1 }))
    let has = false
    const asked = kept.access().then(() => {
      has = true
    })
    while (server.heard.length === 0) await time.settle()
    for (let turn = 0; turn < 50; turn += 1) await time.settle()
    expect(has).toBe(false)
    release()
    await asked
    expect(stored().refreshToken).toBe('refresh-1')
  })

  it('goes on with the token it has while only the refresh fails', async () => {
    answer = (_, response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<html>')
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: time.clock() + 30_000 }))
    expect(await kept.access()).toEqual({ ok: true, value: 'access-0' })
    await time.pass(30_000)
    expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'broken' } })
  })
})

describe('a refresh that fails', () => {
  it('keeps the sign-in and is tried again later, less and less often', async () => {
    answer = (_, response) => response.writeHead(503, { 'content-type': 'text/html' }).end('<html>')
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    for (let second = 0; second < 60; second += 1) {
      expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'broken' } })
      await time.pass(1_000)
    }
    // After 0, 2, 6, 14 and 30 seconds.
    expect(server.heard.length).toBe(5)
    expect(kept.facts()).toMatchObject({ connected: true, signedOut: false })
    answer = (_, response) => sendJson(response, 200, grant({}))
    await time.pass(60_000)
    expect(await kept.access()).toEqual({ ok: true, value: 'access-new' })
  })

  it('waits as long as Spotify asks for', async () => {
    answer = (_, response) => sendJson(response, 429, {}, { 'retry-after': '3600' })
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    const until = time.clock() + hour
    expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'rate-limited', until } })
    await time.pass(hour - 1)
    await kept.access()
    expect(server.heard.length).toBe(1)
    await time.pass(1)
    await kept.access()
    expect(server.heard.length).toBe(2)
  })

  it('tells no internet from an answer that does not come', async () => {
    const away = await startTinyServer(() => {})
    await away.close()
    const { clock, after } = time
    const options = { keychain: keychain(), item, clientId: () => 'x', clock, after, changed: () => {} }
    const log: Log = { info() {}, warn() {}, error() {} }
    const offline = createTokens({ ...options, accountsUrl: away.url, log })
    await offline.put(signedIn({ expiresAt: 1 }))
    expect(await offline.access()).toEqual({ ok: false, problem: { kind: 'offline' } })
    answer = () => {}
    const slow = createTokens({ ...options, accountsUrl: server.url, log })
    await slow.put(signedIn({ expiresAt: 1 }))
    const asked = slow.access()
    while (server.heard.length === 0) await time.settle()
    await time.pass(8_000)
    expect(await asked).toEqual({ ok: false, problem: { kind: 'slow' } })
  })
})

describe('the end of a sign-in', () => {
  it('is told, survives a restart, and its refresh token is never sent again', async () => {
    answer = (_, response) =>
      sendJson(response, 400, { error: 'invalid_grant', error_description: 'refresh-0' })
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'signed-out' } })
    await time.pass(hour)
    expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'signed-out' } })
    expect(kept.facts()).toMatchObject({ connected: false, signedOut: true })
    expect(heardFacts.map(({ connected, signedOut }) => [connected, signedOut])).toEqual([
      [true, false],
      [false, true],
    ])
    const later = tokens()
    expect(await later.access()).toEqual({ ok: false, problem: { kind: 'signed-out' } })
    expect(later.facts().signedOut).toBe(true)
    expect(sentRefreshTokens()).toEqual(['refresh-0'])
    expect(secrets.get(item)).not.toContain('refresh-0')
    await later.put(signedIn())
    expect(await later.access()).toEqual({ ok: true, value: 'access-0' })
    expect(later.facts()).toMatchObject({ connected: true, signedOut: false })
  })

  it('is not taken for one when another process on this machine refreshed meanwhile', async () => {
    answer = ({ body }, response) =>
      new URLSearchParams(body).get('refresh_token') === 'refresh-0'
        ? sendJson(response, 400, { error: 'invalid_grant' })
        : sendJson(response, 200, grant({}))
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    secrets.set(item, JSON.stringify(signedIn({ accessToken: 'access-of-other', refreshToken: 'refresh-1' })))
    expect(await kept.access()).toEqual({ ok: true, value: 'access-of-other' })
    expect(stored().refreshToken).toBe('refresh-1')
  })

  it('does not undo a new sign-in that was made while the old one was refreshed', async () => {
    let reply = () => {}
    answer = (_, response) => {
      reply = () => sendJson(response, 400, { error: 'invalid_grant' })
    }
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    const asked = kept.access()
    while (server.heard.length === 0) await time.settle()
    await kept.put(signedIn({ accessToken: 'anew', refreshToken: 'refresh-anew' }))
    reply()
    expect(await asked).toEqual({ ok: true, value: 'anew' })
    expect(stored().refreshToken).toBe('refresh-anew')
    expect(kept.facts().connected).toBe(true)
  })
})

describe('refused', () => {
  it('refreshes once for all who had that token', async () => {
    const kept = tokens()
    await kept.put(signedIn())
    const [one, two] = await Promise.all([kept.refused('access-0'), kept.refused('access-0')])
    expect([one, two]).toEqual([
      { ok: true, value: 'access-1' },
      { ok: true, value: 'access-1' },
    ])
    expect(await kept.refused('access-0')).toEqual({ ok: true, value: 'access-1' })
    expect(server.heard.length).toBe(1)
  })

  it('never gives the refused token again, and counts many callers as one', async () => {
    answer = (_, response) => response.writeHead(500).end()
    const kept = tokens()
    await kept.put(signedIn())
    await Promise.all(Array.from({ length: 10 }, () => kept.refused('access-0')))
    expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'broken' } })
  })

  it('does not refresh for ever when every token is refused', async () => {
    const kept = tokens()
    await kept.put(signedIn())
    for (let call = 0; call < 20; call += 1) {
      const token = await kept.access()
      if (token.ok) await kept.refused(token.value)
    }
    expect(server.heard.length).toBe(3)
    expect(kept.facts().connected).toBe(true)
  })
})

describe('what the earlier app left', () => {
  const left = {
    accessToken: 'old',
    refreshToken: 'old-refresh',
    expiresAt: 1,
    scope: 'a',
    tokenType: 'Bearer',
  }

  it('is refreshed by the present client id', async () => {
    secrets.set(item, JSON.stringify(left))
    const kept = tokens()
    expect(await kept.load()).toEqual({
      connected: true,
      scope: ['a'],
      authorisedAt: null,
      endsAt: null,
      signedOut: false,
    })
    expect(await kept.access()).toEqual({ ok: true, value: 'access-1' })
    expect(sentRefreshTokens()).toEqual(['old-refresh'])
    expect(stored()).toMatchObject({
      clientId: 'the-client',
      refreshToken: 'old-refresh',
      authorisedAt: null,
    })
  })

  it('stays where it is without any client id', async () => {
    secrets.set(item, JSON.stringify(left))
    expect(await tokens({ clientId: null }).access()).toMatchObject({ ok: false })
    expect(server.heard).toEqual([])
    expect(JSON.parse(secrets.get(item) ?? '')).toEqual(left)
  })

  it('is over once its access token is, where it has no other', async () => {
    secrets.set(item, JSON.stringify({ ...left, refreshToken: null }))
    const kept = tokens()
    expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'signed-out' } })
    expect(kept.facts().signedOut).toBe(true)
  })
})

describe('forgetting', () => {
  it('removes all, also what a refresh under way would bring', async () => {
    let reply = () => {}
    answer = (_, response) => {
      reply = () => sendJson(response, 200, grant({ refresh_token: 'refresh-1' }))
    }
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    const asked = kept.access()
    while (server.heard.length === 0) await time.settle()
    await kept.forget()
    reply()
    expect(await asked).toEqual({ ok: false, problem: { kind: 'not-connected' } })
    expect(secrets.size).toBe(0)
    expect(kept.facts()).toMatchObject({ connected: false, signedOut: false, scope: [] })
    expect(await kept.access()).toEqual({ ok: false, problem: { kind: 'not-connected' } })
  })
})

describe('without a keychain', () => {
  it('the sign-in lasts for this run', async () => {
    const kept = tokens({ chain: keychain(true) })
    await kept.put(signedIn({ expiresAt: 1 }))
    expect(await kept.access()).toEqual({ ok: true, value: 'access-1' })
    expect(await kept.access()).toEqual({ ok: true, value: 'access-1' })
    await kept.forget()
    expect(kept.facts().connected).toBe(false)
  })
})

describe('facts', () => {
  it('say when the sign-in ends, and change only when something did', async () => {
    const kept = tokens()
    await kept.put(signedIn({ expiresAt: 1 }))
    await kept.access()
    await time.pass(hour)
    await kept.access()
    const begun = time.clock() - hour
    expect(heardFacts).toEqual([
      { connected: true, scope: ['a', 'b'], authorisedAt: begun, endsAt: endsAt(begun), signedOut: false },
    ])
  })
})

it('no token stands in any log line or address', async () => {
  answer = (heard, response) => {
    const used = new URLSearchParams(heard.body).get('refresh_token')
    if (server.heard.length === 1) response.writeHead(500).end(`failed on ${used}`)
    else sendJson(response, 400, { error: 'invalid_grant', error_description: `${used} is over` })
  }
  const kept = tokens()
  await kept.put(signedIn({ expiresAt: 1 }))
  const failed = await kept.access()
  await time.pass(10_000)
  const ended = await kept.access()
  expect(lines.length).toBeGreaterThan(1)
  expect(JSON.stringify([lines, failed, ended, server.heard.map(({ path }) => path)])).not.toMatch(
    /refresh-|access-/,
  )
})
