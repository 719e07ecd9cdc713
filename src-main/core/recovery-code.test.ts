import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecoveryCode, recoveryCode, showRecoveryCode } from './recovery-code.ts'

describe('a recovery code', () => {
  it('is printed in four groups and read back however it is typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (random) => {
        const code = recoveryCode(random)
        const printed = showRecoveryCode(code)
        expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
        for (const typed of [printed, printed.toLowerCase(), ` ${code} `, printed.replaceAll('-', ' ')])
          expect(readRecoveryCode(typed)).toBe(code)
        expect(readRecoveryCode(printed.replaceAll('0', 'o').replaceAll('1', 'I'))).toBe(code)
      }),
    )
  })

  it.each(['', 'ABCD-EFGH', 'ABCD-EFGH-JKMN-PQR', 'ABCD-EFGH-JKMN-PQRU', 'a'.repeat(43)])(
    '%j is none',
    (typed) => expect(readRecoveryCode(typed)).toBeNull(),
  )
})
