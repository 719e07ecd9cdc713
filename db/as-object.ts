import { z } from 'zod'

/** Any JSON as an object; what is none counts as an empty one. */
export function asObject(value: unknown): Record<string, unknown> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(value)
  return parsed.success ? parsed.data : {}
}
