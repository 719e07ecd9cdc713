import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SelfTestDoor } from './guest-door.ts'
import { call, openTestServer } from './test-door.ts'

/** The DJ's side: one token that is good, and all that the door told. */
function aTest() {
  const told: unknown[] = []
  const door: SelfTestDoor = {
    arrived(token, device, userAgent) {
      told.push(['arrived', device, userAgent])
      return token === 'good'
    },
    measured(token, _, roundTripMs) {
      told.push(['measured', roundTripMs])
      if (roundTripMs === 999) return 'too-many'
      return token === 'good' ? 'ok' : 'over'
    },
    strayed: (host) => void told.push(['strayed', host]),
    others: () => void told.push(['others']),
  }
  return { door, told }
}

describe('the test with a phone', () => {
  it('sends a page that allows its own script and nothing else, and tells who came', async () => {
    const { door, told } = aTest()
    await using server = await openTestServer({ selfTest: door })
    const page = await call(server, 'GET', '/self-test/good', { headers: { 'user-agent': 'My phone' } })
    expect(page.status).toBe(200)
    expect(page.headers['cache-control']).toBe('no-store')
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page.text) ?? []
    const hash = createHash('sha256').update(script).digest('base64')
    expect(page.headers['content-security-policy']).toContain(`script-src 'sha256-${hash}'`)
    expect(page.text.length).toBeLessThan(4_000)
    expect(told).toContainEqual(['arrived', 'address:127.0.0.1', 'My phone'])
  })

  it('takes what the phone measured, in JSON and within bounds', async () => {
    const { door, told } = aTest()
    await using server = await openTestServer({ selfTest: door })
    const headers = { origin: server.origin }
    const report = async (path: string, body: unknown) =>
      (await call(server, 'POST', path, { headers, body })).status
    expect(await report('/self-test/good', { roundTripMs: null })).toBe(204)
    expect(await report('/self-test/good', { roundTripMs: 41.5 })).toBe(204)
    expect(told).toEqual([
      ['measured', null],
      ['measured', 41.5],
    ])
    for (const bad of [
      {},
      { roundTripMs: -1 },
      { roundTripMs: 1e9 },
      { roundTripMs: '5' },
      { roundTripMs: 5, x: 1 },
    ])
      expect(await report('/self-test/good', bad)).toBe(400)
    expect(await report('/self-test/old', { roundTripMs: 5 })).toBe(404)
    expect(await report('/self-test/good', { roundTripMs: 999 })).toBe(429)
    expect(told).toHaveLength(4)
  })

  it('says in words that a test is over, and runs nothing then', async () => {
    const { door } = aTest()
    await using server = await openTestServer({ selfTest: door })
    const page = await call(server, 'GET', '/self-test/old')
    expect(page.status).toBe(404)
    expect(page.text).toContain('This test has ended')
    expect(page.headers['content-security-policy']).toContain("script-src 'none'")
  })

  it('stands under the same rules as every route: names, origins, and no mere look', async () => {
    const { door, told } = aTest()
    await using server = await openTestServer({ selfTest: door })
    const path = '/self-test/good'
    const foreign = await call(server, 'POST', path, {
      headers: { origin: 'http://evil.example' },
      body: { roundTripMs: 1 },
    })
    expect([foreign.status, foreign.json().error?.code]).toEqual([403, 'foreign-origin'])
    expect((await call(server, 'HEAD', path)).status).toBe(404)
    expect(told).toEqual([])
    const stray = await call(server, 'GET', path, { headers: { host: 'old.example' } })
    expect(stray.status).toBe(421)
    await call(server, 'GET', '/generate_204', { headers: { host: 'gstatic.example' } })
    expect(told).toEqual([['strayed', 'old.example']])
  })

  it('learns that other devices get in, not of this computer’s own calls', async () => {
    const { door, told } = aTest()
    await using server = await openTestServer({ selfTest: door })
    await call(server, 'GET', '/api/event')
    expect(told).toEqual([['others']])
    server.allow('127.0.0.1')
    await call(server, 'GET', '/api/event')
    expect(told).toEqual([['others']])
  })
})
