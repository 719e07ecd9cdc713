import { z } from 'zod'

const table = z.object({
  name: z.string(),
  /** Beside the manifest: gzipped CSV with a line of column names; NULL is empty, an empty text is `""`. */
  file: z.string(),
  /** In the order of the file. What Postgres generates itself is not in it. */
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.number(),
  /** Of the CSV, unpacked. */
  bytes: z.number(),
  sha256: z.string(),
})

/** What lies in the folder of an export, as `manifest.json`. */
export const manifestShape = z.object({
  kind: z.literal('cueline-export'),
  /** UTC, ISO 8601: the moment that all tables show. */
  at: z.string(),
  /** `host:port/database`. */
  place: z.string(),
  server: z.string(),
  tables: z.array(table),
  /** `last` is null while nothing was drawn. */
  sequences: z.array(z.object({ name: z.string(), last: z.string().nullable() })),
})

export type Manifest = z.infer<typeof manifestShape>
export type ExportedTable = Manifest['tables'][number]
