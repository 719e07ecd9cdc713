/** bcrypt reads no further than this. */
const mostBytes = 72
const fewestCharacters = 8

/** Whether a password can be taken: long enough to mean something, short enough for bcrypt to read it whole. */
export function isUsablePassword(password: string, username: string): boolean {
  const bytes = utf8Length(password)
  return (
    [...password].length >= fewestCharacters &&
    bytes <= mostBytes &&
    password.toLowerCase() !== username.toLowerCase()
  )
}

/** Bytes in UTF-8, counted by hand: this folder knows no TextEncoder. */
function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
