import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStepUpCode, showStepUpCode, stepUpCode } from './step-up-code.ts'

describe('the step-up code', () => {
  it('is read back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (random) => {
        const code = stepUpCode(random)
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
        expect(readStepUpCode(` ${showStepUpCode(code).toLowerCase()} `)).toBe(code)
        expect(readStepUpCode(code.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(code)
      }),
    )
  })

  it.each(['', '4827', '1234567', '123456789', 'ABCDEFGU', 'ÄBCDEFGH'])(
    'does not take %j for a code',
    (typed) => {
      expect(readStepUpCode(typed)).toBeNull()
    },
  )
})
