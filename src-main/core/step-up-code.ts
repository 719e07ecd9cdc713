/** Crockford's base 32: no I, L, O or U, so that nothing on a display is mistaken for something else. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 8

/** The eight-character code that stands in for a guessed-at PIN, made of at least eight random bytes. */
export function stepUpCode(random: readonly number[] | Uint8Array): string {
  if (random.length < length) throw new Error('eight random bytes are needed')
  return Array.from({ length }, (_, at) => alphabet.charAt((random[at] ?? 0) % alphabet.length)).join('')
}

/** What somebody typed as the code, in its one spelling; `null` when it can't be one. */
export function readStepUpCode(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/[IL]/g, '1')
    .replaceAll('O', '0')
  return code.length === length && [...code].every((sign) => alphabet.includes(sign)) ? code : null
}

/** As shown: two groups of four. */
export function showStepUpCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
