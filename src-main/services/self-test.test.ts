import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { SelfTestFacts } from '../core/self-test.ts'
import { createSelfTest, patienceMs } from './self-test.ts'

const iPhone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)'
const wifi = { adapter: 'Wi-Fi', address: '192.168.1.20', kind: 'wireless', routed: true } as const

function aTest(change: Partial<SelfTestFacts> = {}, url: string | null = 'http://192.168.1.20:4747') {
  let tokens = 0
  const selfTest = createSelfTest({
    randomToken: () => `token${++tokens}`,
    facts: () => ({
      door: 'open',
      port: 4747,
      address: wifi,
      onlyVirtual: false,
      platform: 'windows',
      ...change,
    }),
    url: () => url,
    touch() {},
  })
  selfTest.start()
  return selfTest
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a phone that arrives is seen, then its time', () => {
  const selfTest = aTest()
  expect(selfTest.view()).toEqual({
    url: 'http://192.168.1.20:4747/self-test/token1',
    seen: [],
    diagnosis: null,
  })
  expect(selfTest.arrived('token1', 'mine', iPhone)).toBe(true)
  expect(selfTest.view()?.seen).toEqual([{ phone: 'iPhone', roundTripMs: null }])
  expect(selfTest.measured('token1', 'mine', null)).toBe('ok')
  expect(selfTest.measured('token1', 'mine', 41)).toBe('ok')
  vi.advanceTimersByTime(patienceMs)
  expect(selfTest.view()).toMatchObject({ seen: [{ phone: 'iPhone', roundTripMs: 41 }], diagnosis: null })
})

test('after twenty seconds without one the DJ reads what to try', () => {
  const selfTest = aTest()
  vi.advanceTimersByTime(patienceMs - 1)
  expect(selfTest.view()?.diagnosis).toBeNull()
  vi.advanceTimersByTime(1)
  const tips = selfTest.view()?.diagnosis?.tips.join(' ')
  expect(tips).toMatch(/same wifi.*Windows Security.*client isolation.*hotspot/)
  selfTest.arrived('token1', 'mine', iPhone)
  expect(selfTest.view()?.diagnosis).toBeNull()
})

test.each<[string, Partial<SelfTestFacts>, RegExp]>([
  ['no network', { address: null }, /in no network/],
  ['only tunnels', { address: null, onlyVirtual: true }, /VPN or of virtual machines/],
  ['a closed door', { door: 'closed' }, /not open/],
  ['bound to itself', { door: 'loopback' }, /CUELINE_HOST/],
])('%s is told at once, without waiting', (_, facts, words) => {
  expect(aTest(facts).view()?.diagnosis?.happened).toMatch(words)
})

test.each<[SelfTestFacts['platform'], RegExp]>([
  ['windows', /Windows Security/],
  ['mac', /System Settings.*Local Network/],
  ['linux', /4747\/tcp/],
])('on %s the firewall is named as it is there', (platform, words) => {
  const selfTest = aTest({ platform })
  vi.advanceTimersByTime(patienceMs)
  expect(selfTest.view()?.diagnosis?.tips.join(' ')).toMatch(words)
})

test('a hotspot of this computer keeps nobody apart; a tunnel that was chosen is doubted first', () => {
  const own = aTest({ address: { ...wifi, kind: 'hotspot' } })
  const tunnel = aTest({ address: { ...wifi, adapter: 'wg0', kind: 'virtual' } })
  vi.advanceTimersByTime(patienceMs)
  expect(own.view()?.diagnosis?.tips.join(' ')).not.toMatch(/isolation/)
  expect(tunnel.view()?.diagnosis?.tips[0]).toMatch(/^wg0 looks like a VPN/)
})

test('something that came by another name is told at once, as plain text of bounded length', () => {
  const selfTest = aTest()
  selfTest.strayed(`evil\u202e.example${'x'.repeat(200)}`)
  const happened = selfTest.view()?.diagnosis?.happened ?? ''
  expect(happened).toMatch(/“evil\.examplex+”/)
  expect(happened.length).toBeLessThan(160)
})

test('when others get in the network is not to blame', () => {
  const selfTest = aTest()
  selfTest.others()
  vi.advanceTimersByTime(patienceMs)
  expect(selfTest.view()?.diagnosis?.happened).toMatch(/Other phones reach/)
})

test('a token is good for its own test only, until that ends', () => {
  const selfTest = aTest()
  expect(selfTest.arrived('guess', 'mine', iPhone)).toBe(false)
  selfTest.start()
  expect(selfTest.arrived('token1', 'mine', iPhone)).toBe(false)
  expect(selfTest.arrived('token2', 'mine', iPhone)).toBe(true)
  selfTest.stop()
  expect(selfTest.arrived('token2', 'mine', iPhone)).toBe(false)
  expect(selfTest.measured('token2', 'mine', 5)).toBe('over')
  expect(selfTest.view()).toBeNull()
})

test('a test that nobody ends, ends by itself; reports are bounded, and so are phones', () => {
  const selfTest = aTest()
  for (let phone = 0; phone < 50; phone += 1) selfTest.arrived('token1', `phone ${phone}`, iPhone)
  expect(selfTest.view()?.seen).toHaveLength(5)
  const answers = Array.from({ length: 300 }, () => selfTest.measured('token1', 'phone 49', null))
  expect(answers.at(-1)).toBe('too-many')
  vi.advanceTimersByTime(10 * 60_000)
  expect(selfTest.view()).toBeNull()
})
