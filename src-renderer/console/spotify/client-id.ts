const length = 32

/** What is typed as client id, without what came along when it was copied. */
export function cleanClientId(typed: string): string {
  return typed.replace(/\s/g, '')
}

export function isClientId(typed: string): boolean {
  return clientIdProblem(typed) === null
}

/** What is wrong with it as yet, in words; `null` when it can be one. */
export function clientIdProblem(typed: string): string | null {
  const id = cleanClientId(typed)
  if (id === '') return `It has ${length} characters: digits and the letters a to f.`
  if (/[^\da-f]/i.test(id)) return 'A client id has only digits and the letters a to f. Copy it once more.'
  const missing = length - id.length
  if (missing === 0) return null
  const count = Math.abs(missing)
  return `${count} ${count === 1 ? 'character' : 'characters'} too ${missing > 0 ? 'few' : 'many'}. Copy it once more.`
}
