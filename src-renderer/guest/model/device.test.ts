import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOff, makeUuid, openBox, takeFragment } from './device.ts'

test('ids are v4 UUIDs, whatever bytes come', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      const id = makeUuid((target) => target.set(bytes))
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }),
  )
})

test('two ids differ', () => {
  const make = () => makeUuid((bytes) => crypto.getRandomValues(bytes))
  expect(make()).not.toBe(make())
})

test('what a link brings is read and gone from the address bar at once', () => {
  const open = (hash: string) => {
    const bar = { shown: `/${hash}` }
    const replaceState = (_data: unknown, _title: string, url: string) => {
      bar.shown = url
    }
    const brought = takeFragment({ hash, pathname: '/', search: '' }, { replaceState: replaceState as never })
    return { brought, ...bar }
  }
  expect(open('#bp_AbC-_9')).toEqual({ brought: 'bp_AbC-_9', shown: '/' })
  expect(open('#move=%5B%5D')).toEqual({ brought: 'move=%5B%5D', shown: '/' })
  const odd = [
    '#results',
    '#bp_',
    '#bp_a b',
    `#bp_${'x'.repeat(62)}`,
    '#move=',
    '#move=<b>',
    `#move=${'x'.repeat(50_001)}`,
  ]
  for (const hash of odd) {
    expect(open(hash)).toEqual({ brought: '', shown: '/' })
  }
})

test('waits grow, spread from nothing to their bound, and end at 15 seconds', () => {
  const seen = (random: number) => ({ random: () => random, hidden: () => false })
  expect(backOff(0, seen(1))).toBe(500)
  expect(backOff(3, seen(1))).toBe(4000)
  expect(backOff(3, seen(0))).toBe(0)
  fc.assert(fc.property(fc.nat(2000), (tries) => backOff(tries, seen(1)) <= 15_000))
  expect(backOff(0, { random: () => 0.5, hidden: () => true })).toBe(30_000)
})

test('where storage is blocked or full, the page keeps things for its own life', () => {
  const blocked = openBox(() => {
    throw new Error('SecurityError')
  })
  blocked.set('name', 'Mia')
  expect(blocked.get('name')).toBe('Mia')
  expect(blocked.keys()).toEqual(['name'])
  blocked.remove('name')
  expect(blocked.get('name')).toBeNull()
})

test('what was kept is there for the next page', () => {
  openBox(() => localStorage).set('name', 'Mia')
  const next = openBox(() => localStorage)
  expect(next.get('name')).toBe('Mia')
  expect(next.keys()).toContain('name')
  next.remove('name')
  expect(localStorage.getItem('name')).toBeNull()
})
