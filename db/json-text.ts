/** What jsonb refuses though JSON allows it: NUL, and halves of surrogate pairs (file tags and phones send them). */
const refused = /\\u0000|\\ud[89a-f]/i

/** JSON that Postgres takes, without the characters that it refuses. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  if (!refused.test(text)) return text
  return JSON.stringify(value, (_key, inner) =>
    typeof inner === 'string' ? inner.replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', '') : inner,
  )
}
