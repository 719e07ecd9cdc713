import { makeCode, readCode, showCode } from './typed-code.ts'

/** 80 bits: too many to guess, few enough to type from paper. */
const length = 16

/** How many are printed at a time. */
export const recoveryCodeCount = 8

/** Random bytes that one code is made of. */
export const recoveryCodeBytes = length

/** A way back in without e-mail, in its one spelling; made of at least 16 random bytes. */
export function recoveryCode(random: Uint8Array): string {
  return makeCode(random, length)
}

/** What somebody typed from paper, in its one spelling; `null` when it can't be a recovery code. */
export function readRecoveryCode(typed: string): string | null {
  return readCode(typed, length)
}

/** As printed: `XXXX-XXXX-XXXX-XXXX`. */
export function showRecoveryCode(code: string): string {
  return showCode(code)
}
