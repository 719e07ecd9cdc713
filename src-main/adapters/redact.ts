/** What may never stand in a log: by the name of its field, at any depth. */
const secretWords = new Set(['pin', 'token', 'password', 'secret', 'cookie', 'cookies', 'authorization'])

const hidden = '[hidden]'
const deepest = 8

/** Secrets that hide in running text: in database addresses, join links and headers. */
const secretsInText: readonly (readonly [RegExp, string])[] = [
  [/(\w+:\/\/[^\s/:@]*):[^\s/]*@/g, `$1:${hidden}@`],
  [/\bbp_[\w-]{6,}/g, hidden],
  [/\bBearer\s+[\w.~+/=-]+/gi, `Bearer ${hidden}`],
]

/** The same value without secrets, safe to write as JSON: errors become plain, circles are cut. */
export function redact(value: unknown): unknown {
  return clean(value, new Set(), 0)
}

/** The same text without the secrets that have a known form. */
export function redactText(text: string): string {
  return secretsInText.reduce(
    (cleaned, [pattern, replacement]) => cleaned.replace(pattern, replacement),
    text,
  )
}

function clean(value: unknown, above: ReadonlySet<object>, depth: number): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return value
  if (above.has(value) || depth >= deepest) return '[cut]'
  const seen = new Set(above).add(value)
  if (value instanceof Date || value instanceof URL) return redactText(String(value))
  if (Array.isArray(value)) return value.map((item) => clean(item, seen, depth + 1))
  const fields = value instanceof Error ? errorFields(value) : Object.entries(value)
  return Object.fromEntries(
    fields.map(([key, field]) => [key, isSecret(key, field) ? hidden : clean(field, seen, depth + 1)]),
  )
}

/** What an error says lies in fields that are not listed by themselves. */
function errorFields(error: Error): [string, unknown][] {
  const { name, message, stack, cause } = error
  return Object.entries({ ...error, name, message, stack, ...(cause === undefined ? {} : { cause }) })
}

/** `pin`, `bypassToken`, `set-cookie`, `x_password`, not `pinned` or `spinning`; a mere yes or no is no secret. */
function isSecret(key: string, value: unknown): boolean {
  if (value === null || value === undefined || typeof value === 'boolean') return false
  return key.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/).some((word) => secretWords.has(word.toLowerCase()))
}
