import { createServer } from 'node:net'

/** A port of the loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  await new Promise((closed) => server.close(closed))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const blockSize = 20

/** The first of twenty ports in a row that nobody uses now. Below those that the system gives to calls that go out. */
export async function freePorts(): Promise<number> {
  for (let block = process.pid; ; block++) {
    const first = 20_000 + (block % 500) * blockSize
    const ports = Array.from({ length: blockSize }, (_, next) => first + next)
    const free = await Promise.all(ports.map(isFree))
    if (free.every(Boolean)) return first
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((told) => {
    server.once('error', () => told(false))
    server.listen(port, '127.0.0.1', () => server.close(() => told(true)))
  })
}
