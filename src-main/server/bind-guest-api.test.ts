import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { guestApi } from '../contract/guest-api.ts'
import { call, join, joinToken, openTestServer, pin } from './test-door.ts'

function bearer(token: string) {
  return { authorization: `Bearer ${token}` }
}

describe('the guests’ API', () => {
  it('lets a phone join, ask, vote and take back', async () => {
    await using server = await openTestServer()
    const joined = await call(server, 'POST', '/api/guests', { body: { pin, nickname: 'Mia' } })
    expect(joined.status).toBe(200)
    const token = String(joined.json().token)
    const headers = bearer(token)

    const id = randomUUID()
    const body = { id, trackId: 'song', note: 'For Jo' }
    const first = await call(server, 'POST', '/api/requests', { headers, body })
    expect(first.status).toBe(201)
    expect(first.json()).toMatchObject({ request: { id, note: 'For Jo', status: 'pending' } })
    expect((await call(server, 'POST', '/api/requests', { headers, body })).status).toBe(200)

    const voted = await call(server, 'POST', `/api/requests/${id.toUpperCase()}/vote`, { headers })
    expect(voted.json()).toMatchObject({ request: { votes: 1 } })
    const gone = await call(server, 'DELETE', `/api/requests/${id}`, { headers })
    expect([gone.status, gone.text]).toEqual([204, ''])
  })

  it('takes a vote that says JSON and sends nothing', async () => {
    await using server = await openTestServer()
    const headers = { ...bearer(await join(server)), 'content-type': 'application/json' }
    const id = randomUUID()
    await call(server, 'POST', '/api/requests', { headers, body: { id, trackId: 'song' } })
    expect((await call(server, 'POST', `/api/requests/${id}/vote`, { headers })).status).toBe(200)
    expect((await call(server, 'DELETE', `/api/requests/${id}`, { headers })).status).toBe(204)
  })

  it('sends only what the contract names', async () => {
    await using server = await openTestServer()
    const reply = await call(server, 'POST', '/api/guests', { body: { token: joinToken, nickname: 'Mia' } })
    expect(Object.keys(reply.json().guest as object)).toEqual(['id', 'nickname'])
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  it('keeps the token in a cookie that no script reads', async () => {
    await using server = await openTestServer()
    const reply = await call(server, 'POST', '/api/guests', { body: { pin, nickname: 'Mia' } })
    const cookie = reply.headers['set-cookie']?.join()
    expect(cookie).toContain(`cueline_guest=${reply.json().token}`)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Path=\//)
    expect(cookie).not.toMatch(/Secure|Domain/)
  })

  it('explains a refusal, with the time to wait and what is near', async () => {
    await using server = await openTestServer()
    const slow = await call(server, 'POST', '/api/guests', { body: { pin: '0429', nickname: 'Mia' } })
    expect([slow.status, slow.headers['retry-after']]).toEqual([429, '5'])
    expect(slow.json()).toMatchObject({ error: { code: 'slow-down', retryAfter: 5 } })
    const headers = bearer(await join(server))
    const taken = await call(server, 'POST', '/api/requests', {
      headers,
      body: { id: randomUUID(), trackId: 'taken' },
    })
    expect(taken.status).toBe(409)
    expect(taken.json()).toMatchObject({
      error: {
        code: 'already-asked',
        message: expect.stringContaining('+1'),
        alternative: { requestId: expect.any(String) },
      },
    })
  })

  it('asks strangers to join first', async () => {
    await using server = await openTestServer()
    for (const [key, { joined }] of Object.entries(guestApi)) {
      const [method = '', path = ''] = key.split(' ')
      if (!joined) continue
      const reply = await call(server, method, path.replace(':id', randomUUID()))
      expect([key, reply.status, reply.json().error?.code]).toEqual([key, 401, 'not-joined'])
    }
  })

  it.each([
    ['POST', '/api/guests', {}],
    ['POST', '/api/guests', { pin, nickname: 7 }],
    ['POST', '/api/guests', { pin, nickname: 'Mia', admin: true }],
    ['POST', '/api/guests', '{"pin":'],
    ['POST', '/api/guests', `{"pin":"${pin}","nickname":"Mia","__proto__":{"admin":true}}`],
    ['POST', '/api/guests', `{"pin":"${pin}","nickname":"Mia","constructor":{"prototype":{"a":1}}}`],
    ['POST', '/api/guests', '['.repeat(8_000) + ']'.repeat(8_000)],
    ['POST', '/api/guests', `{"pin":${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)},"nickname":"Mia"}`],
    ['POST', '/api/requests', { id: 'not-a-uuid', trackId: 'song' }],
    ['POST', '/api/requests', { id: randomUUID(), trackId: '../../etc/passwd' }],
    ['POST', '/api/requests', { id: randomUUID(), wish: { title: ' ' } }],
    ['GET', '/api/tracks', undefined],
    ['GET', '/api/tracks?q=', undefined],
    ['GET', `/api/tracks?q=${'x'.repeat(81)}`, undefined],
    ['GET', '/api/tracks?q=a&q=b', undefined],
    ['GET', '/api/asked', undefined],
    ['GET', '/api/asked?of=../a', undefined],
    ['GET', `/api/asked?of=${'x'.repeat(3_001)}`, undefined],
    ['DELETE', '/api/requests/1', undefined],
  ])('%s %s with %j is bad input', async (method, path, body) => {
    await using server = await openTestServer()
    const reply = await call(server, method, path, { headers: bearer(await join(server)), body })
    expect([reply.status, reply.json().error?.code]).toEqual([400, 'bad-input'])
    expect(Object.prototype).not.toHaveProperty('admin')
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
  ])('takes no %s', async (type) => {
    await using server = await openTestServer()
    const options = { headers: { 'content-type': type }, body: JSON.stringify({ pin, nickname: 'Mia' }) }
    const reply = await call(server, 'POST', '/api/guests', options)
    expect([reply.status, reply.json().error?.code]).toEqual([415, 'not-json'])
  })

  it('hides a fault of ours and writes it down without secrets', async () => {
    const seen: string[] = []
    await using server = await openTestServer({
      handlers: {
        'POST /api/guests': async ({ body }) => {
          const cause = new Error(`insert failed, params: ${JSON.stringify(body)}`)
          throw Object.assign(new Error('query failed', { cause }), { statusCode: 418, code: 'ECONNREFUSED' })
        },
        'GET /api/tracks': async (_, { guest }) => {
          throw new Error(`no tracks for ${guest.nickname} ${seen.join(' ')}`)
        },
      },
    })
    const body = { pin: '9163', nickname: 'Mia' }
    const reply = await call(server, 'POST', '/api/guests', { body })
    expect([reply.status, reply.json().error?.code]).toEqual([500, 'internal'])
    expect(reply.text).not.toMatch(/insert|query|9163/)
    expect(server.logged()).toMatch(/POST \/api\/guests.*query failed.*insert failed/)
    expect(server.logged()).not.toContain('9163')
  })

  it('never logs the token, the cookie or the join link’s secret', async () => {
    const secrets = ['bearer-secret-1', 'cookie-secret-2', 'query-secret-3', 'link-secret-4']
    await using server = await openTestServer({
      handlers: {
        'POST /api/guests': async () => {
          throw new Error(`leaking ${secrets.join(' ')}`)
        },
      },
    })
    const [one, two, three, four] = secrets
    await call(server, 'POST', `/api/guests?token=${three}`, {
      headers: { authorization: `Bearer ${one}`, cookie: `cueline_guest=${two}` },
      body: { token: four, nickname: 'Mia' },
    })
    expect(server.logged()).toContain('leaking')
    for (const secret of secrets) expect(server.logged()).not.toContain(secret)
  })
})
