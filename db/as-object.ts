import { z } from 'zod'

// Made once: making it costs far more than using it.
const anyObject = z.record(z.string(), z.unknown())

/** Any JSON as an object; what is none counts as an empty one. */
export function asObject(value: unknown): Record<string, unknown> {
  const parsed = anyObject.safeParse(value)
  return parsed.success ? parsed.data : {}
}
