import { createHash } from 'node:crypto'

export type Migration = { readonly name: string; readonly sql: string; readonly hash: string }

const files = import.meta.glob<string>('../migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** All migrations in order, part of the program so that a packed app needs no folder for them. */
export const migrations: readonly Migration[] = Object.keys(files)
  .sort()
  .map((path) => {
    // A checkout on Windows may turn line ends; the hash must not notice.
    const sql = (files[path] ?? '').replaceAll('\r\n', '\n')
    return {
      name: path.slice(path.lastIndexOf('/') + 1, -'.sql'.length),
      sql,
      hash: createHash('sha256').update(sql).digest('hex'),
    }
  })
