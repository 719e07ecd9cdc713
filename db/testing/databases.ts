import { afterEach } from 'vitest'
import { type Client, connect } from '../link.ts'
import { createEmptyDatabase, dropDatabase } from '../test-database.ts'
import { productionTables } from './production.ts'

export type Opened = { readonly url: string; readonly client: Client }

/** Databases for the tests of one file: each goes with the test that opened it. */
export function databases() {
  const undoes: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const undo of undoes.splice(0).reverse()) await undo()
  })

  /** Without any table but what `parts` make, with a connection of its owner. */
  async function open(...parts: readonly string[]): Promise<Opened> {
    const url = await createEmptyDatabase()
    const client = connect(url)
    undoes.push(async () => {
      await client.end({ timeout: 1 })
      await dropDatabase(url)
    })
    for (const part of parts) await client.unsafe(part)
    return { url, client }
  }

  return {
    open,

    /** With the documented tables. */
    production: (...parts: readonly string[]) => open(productionTables, ...parts),

    /** One more connection. */
    again({ url }: Opened, name?: string): Client {
      const client = connect(url, name === undefined ? {} : { name })
      undoes.push(() => client.end({ timeout: 1 }))
      return client
    },
  }
}
