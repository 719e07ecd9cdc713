import { makeCode, readCode, showCode } from './typed-code.ts'

const length = 8

/** The eight-character code that stands in for a guessed-at PIN, made of at least eight random bytes. */
export function stepUpCode(random: readonly number[] | Uint8Array): string {
  return makeCode(random, length)
}

/** What somebody typed as the code, in its one spelling; `null` when it can't be one. */
export function readStepUpCode(typed: string): string | null {
  return readCode(typed, length)
}

/** As shown: two groups of four. */
export function showStepUpCode(code: string): string {
  return showCode(code)
}
