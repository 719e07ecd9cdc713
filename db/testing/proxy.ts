import { connect, createServer, type Socket } from 'node:net'

export type Proxy = {
  /** The database's URL through the proxy. */
  readonly url: string
  /** From now on nothing gets through, and neither end notices, as with wifi. */
  cut(): void
  heal(): void
  close(): void
}

/** A link to a database that can be cut and healed. */
export async function proxyTo(url: string): Promise<Proxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => !isCut && to.write(bytes))
      from.on('close', () => !isCut && to.destroy())
      from.on('error', () => {})
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const copy = new URL(url)
  copy.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: copy.href,
    cut() {
      isCut = true
    },
    heal() {
      isCut = false
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
