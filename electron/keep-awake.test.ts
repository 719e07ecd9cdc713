import { expect, test } from 'vitest'
import { canStayAwake, createKeepAwake } from './keep-awake.ts'

/** What the system is asked to hold. */
function aBlocker(works = true) {
  const held = new Set<number>()
  let started = 0
  return {
    held,
    start(kind: string) {
      expect(kind).toBe('prevent-display-sleep')
      started += 1
      if (works) held.add(started)
      return started
    },
    stop: (id: number) => held.delete(id),
    isStarted: (id: number) => held.has(id),
  }
}

test('awake from live to not live, held once however often it is told', () => {
  const blocker = aBlocker()
  const keepAwake = createKeepAwake(blocker)
  const seen = [false, true, true, false, false, true].map((live) => {
    keepAwake(live)
    return blocker.held.size
  })
  expect(seen).toEqual([0, 1, 1, 0, 0, 1])
})

test.each([true, false])('a trial says %s, and holds nothing afterwards', (works) => {
  const blocker = aBlocker(works)
  expect(canStayAwake(blocker)).toBe(works)
  expect(blocker.held.size).toBe(0)
})
