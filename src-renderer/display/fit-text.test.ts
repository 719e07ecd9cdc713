import fc from 'fast-check'
import { expect, test } from 'vitest'
import { largestThatFits } from './fit-text.ts'

test('finds the largest size that fits, in few tries', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 0, max: 600 }),
      (min, more, room) => {
        const max = min + more
        let tries = 0
        const found = largestThatFits(min, max, (size) => {
          tries++
          return size <= room
        })
        expect(found).toBe(Math.max(min, Math.min(max, room)))
        expect(tries).toBeLessThanOrEqual(11)
      },
    ),
  )
})
