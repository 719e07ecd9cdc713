import { makeCode, readCode, showCode } from './typed-code.ts'

/** 60 bits: too many to guess over a network, few enough to type with a television's remote control. */
const length = 12

/** Random bytes that one token is made of. */
export const displayTokenBytes = length

/** The secret of a display link, in its one spelling; made of at least 12 random bytes. */
export function displayToken(random: Uint8Array): string {
  return makeCode(random, length)
}

/** What stands in somebody's link, in its one spelling; `null` when it can't be such a token. */
export function readDisplayToken(text: string): string | null {
  return readCode(text, length)
}

/** As it stands in a link: `xxxx-xxxx-xxxx`. */
export function showDisplayToken(token: string): string {
  return showCode(token).toLowerCase()
}
