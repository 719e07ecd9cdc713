import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginAt, halt, heardAt, jumpTo, type Playhead, positionOf, resume } from './playhead.ts'

const step = fc.oneof(
  fc.record({ kind: fc.constantFrom('resume' as const, 'halt' as const), after: fc.nat(60_000) }),
  fc.record({
    kind: fc.constantFrom('jump' as const, 'heard' as const),
    to: fc.nat(300_000),
    after: fc.nat(60_000),
  }),
)

test('a song never jumps but where it was told to, and stands while it is paused', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let now = 1_000
      let head: Playhead = beginAt(null, 'song', { positionMs: 0, playing: true }, now)
      for (const each of steps) {
        const before = positionOf(head, now)
        now += each.after
        const expected = before + (head.playing ? each.after : 0)
        expect(positionOf(head, now)).toBe(expected)
        if (each.kind === 'jump') {
          const { jump } = head
          head = jumpTo(head, each.to, now)
          expect(head.jump).not.toBe(jump)
          expect(positionOf(head, now)).toBe(each.to)
        } else if (each.kind === 'heard') {
          const { jump } = head
          head = heardAt(head, each.to, now)
          expect(head.jump).toBe(jump)
          if (head.playing) expect(Math.abs(positionOf(head, now) - each.to)).toBeLessThanOrEqual(400)
          else expect(positionOf(head, now)).toBe(expected)
        } else {
          head = each.kind === 'halt' ? halt(head, now) : resume(head, now)
          expect(head.playing).toBe(each.kind === 'resume')
          expect(positionOf(head, now)).toBe(expected)
        }
      }
    }),
  )
})

test('it does not go on past its end, and a clock that was set back does not turn it back', () => {
  const head = beginAt(null, 'song', { positionMs: 170_000, playing: true }, 1_000)
  expect(positionOf(head, 61_000, 180_000)).toBe(180_000)
  expect(positionOf(head, 0, 180_000)).toBe(170_000)
})
