import { customType } from 'drizzle-orm/pg-core'
import { jsonText } from './json-text.ts'

/** A `timestamptz` as epoch milliseconds, the way that the nouns of core carry time. */
export const instant = customType<{ data: number; driverData: string }>({
  dataType: () => 'timestamp with time zone',
  toDriver: (time) => new Date(time).toISOString(),
  fromDriver: (text) => Date.parse(text),
})

/** A `jsonb` of which nothing is believed until zod has read it. */
export const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: jsonText,
})
