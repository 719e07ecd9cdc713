import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { prepareGuestPage } from './guest-page.ts'
import { call, openTestServer } from './test-door.ts'

describe('GET /', () => {
  it('sends the page in one answer that allows its own blocks and nothing else', async () => {
    await using server = await openTestServer()
    const reply = await call(server, 'GET', '/')
    expect(reply.status).toBe(200)
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(reply.text) ?? []
    expect(script).toBe('\nlet a = 1\n')
    const policy = String(reply.headers['content-security-policy'])
    const hash = createHash('sha256').update(script).digest('base64')
    expect(policy).toContain(`script-src 'sha256-${hash}'`)
    expect(policy).toMatch(/^default-src 'none'; .*style-src 'sha256-[\w+/=]+'; img-src 'self' data:; /)
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port};`)
    expect(policy).not.toMatch(/unsafe|upgrade-insecure/)
  })

  it('lets the page look for us by the lasting names, as they are now, and ask there for nothing else', async () => {
    const names: string[] = []
    await using server = await openTestServer({ parts: { alsoAt: () => names } })
    const policy = async () => String((await call(server, 'GET', '/')).headers['content-security-policy'])
    const own = `connect-src 'self' ws://127.0.0.1:${server.port}`
    expect(await policy()).toContain(`${own};`)
    names.push('http://cueline.local:4747')
    expect(await policy()).toContain(`${own} http://cueline.local:4747/api/health;`)
  })

  it('asks nothing of a browser that plain http cannot give', async () => {
    await using server = await openTestServer()
    for (const path of ['/', '/api/event', '/nowhere']) {
      const { headers } = await call(server, 'GET', path)
      expect(headers).not.toHaveProperty('strict-transport-security')
      expect(headers).not.toHaveProperty('cross-origin-opener-policy')
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('same-origin')
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
    }
  })

  it('sends gzip to who takes it, and nothing to who has it', async () => {
    await using server = await openTestServer()
    const plain = await call(server, 'GET', '/', { headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(plain.headers).not.toHaveProperty('content-encoding')
    const response = await server.app.inject({ url: '/', headers: { 'accept-encoding': 'deflate, gzip' } })
    expect(response.statusCode).toBe(421)
    const zipped = await server.app.inject({
      url: '/',
      headers: { host: `127.0.0.1:${server.port}`, 'accept-encoding': 'deflate, gzip' },
    })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(String(gunzipSync(zipped.rawPayload))).toBe(plain.text)
    const etag = String(plain.headers.etag)
    expect(plain.headers['cache-control']).toBe('no-cache')
    const again = await call(server, 'GET', '/', { headers: { 'if-none-match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('gives a phone one random id and keeps to it', async () => {
    await using server = await openTestServer()
    const first = await call(server, 'GET', '/')
    const cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
    expect(first.headers['set-cookie']?.join()).toMatch(/^cueline_device=[\w-]{22};.*HttpOnly; SameSite=Lax/)
    const again = await call(server, 'GET', '/api/event', { headers: { cookie } })
    expect(again.headers).not.toHaveProperty('set-cookie')
    expect(`cueline_device=${server.callers[0]?.device}`).toBe(cookie)
    await call(server, 'GET', '/api/event', { headers: { cookie: 'cueline_device=__proto__' } })
    expect(server.callers[1]?.device).toBe('address:127.0.0.1')
  })
})

describe('prepareGuestPage', () => {
  it('hashes every inline block, and no script from elsewhere', async () => {
    const page = await prepareGuestPage(
      '<style>a{}</style><style media="print">b{}</style><script src="x.js"></script><script type="module">1</script>',
    )
    expect([page.styles.length, page.scripts.length]).toEqual([2, 1])
  })
})

describe('other paths', () => {
  it('bring a person to the page and tell a program in words', async () => {
    await using server = await openTestServer()
    const person = await call(server, 'GET', '/join/now', { headers: { accept: 'text/html,*/*;q=0.8' } })
    expect([person.status, person.headers.location]).toEqual([302, '/'])
    for (const [method, path, accept] of [
      ['GET', '/favicon.ico', 'image/*'],
      ['GET', '/api/admin', 'text/html'],
      ['GET', '/api', 'text/html'],
      ['POST', '/', '*/*'],
      ['PUT', '/api/event', '*/*'],
      ['OPTIONS', '/api/guests', '*/*'],
      ['GET', '/api/live', '*/*'],
    ] as const) {
      const reply = await call(server, method, path, { headers: { accept } })
      expect([path, reply.status, reply.json().error?.code]).toEqual([path, 404, 'not-found'])
    }
  })

  it('serve covers that a phone may keep, and only pictures', async () => {
    await using server = await openTestServer()
    const cover = await call(server, 'GET', '/api/artwork/cover')
    expect([cover.status, cover.headers['content-type']]).toEqual([200, 'image/png'])
    expect(cover.headers['cache-control']).toBe('public, max-age=604800, immutable')
    for (const id of ['evil', 'none', '..%2f..%2fetc', '%00', 'x'.repeat(90)]) {
      expect((await call(server, 'GET', `/api/artwork/${id}`)).status).toBe(404)
    }
  })

  it('describe themselves', async () => {
    await using server = await openTestServer()
    const reply = await call(server, 'GET', '/api/openapi.json')
    const { openapi, paths } = reply.json() as { openapi: string; paths: Record<string, object> }
    expect(openapi).toBe('3.1.0')
    expect(
      Object.entries(paths).flatMap(([path, at]) => Object.keys(at).map((way) => `${way} ${path}`)),
    ).toEqual([
      'get /api/event',
      'post /api/guests',
      'get /api/tracks',
      'get /api/asked',
      'post /api/requests',
      'delete /api/requests/{id}',
      'post /api/requests/{id}/vote',
      'get /api/health',
      'get /api/artwork/{id}',
      'get /api/live',
      'get /display',
      'get /display/assets/{file}',
      'get /api/display/live',
      'get /self-test/{token}',
      'post /self-test/{token}',
    ])
    expect(paths['/api/tracks']).toMatchObject({
      get: {
        parameters: [
          { name: 'q', in: 'query', required: true, schema: { maxLength: 80 } },
          { name: 'from', in: 'query', required: false },
        ],
      },
    })
  })
})
