/** Crockford's base 32: no I, L, O or U, so that nothing on a display or on paper is mistaken for something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A code of `length` signs, 5 bits each, made of as many random bytes. */
export function makeCode(random: readonly number[] | Uint8Array, length: number): string {
  if (random.length < length) throw new Error(`${length} random bytes are needed`)
  return Array.from({ length }, (_, at) => alphabet.charAt((random[at] ?? 0) % alphabet.length)).join('')
}

/** What somebody typed as a code, in its one spelling; `null` when it can't be one of `length` signs. */
export function readCode(typed: string, length: number): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0')
  return code.length === length && [...code].every((sign) => alphabet.includes(sign)) ? code : null
}

/** As shown: groups of four. */
export function showCode(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}
