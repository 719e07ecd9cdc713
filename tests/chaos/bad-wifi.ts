import { connect, createServer, type Socket } from 'node:net'

/** What becomes of one connection; times in milliseconds, sizes in bytes. */
type Fate = {
  readonly delay: number
  /** After so many bytes in one direction the line breaks. */
  readonly breaksAfter: { readonly up: number; readonly down: number }
  /** What breaks is noticed at neither end. */
  readonly silent: boolean
}

const never = Number.POSITIVE_INFINITY

/**
 * Wifi between phones and the laptop: a small TCP proxy that delays, breaks and swallows by a seeded schedule. Which
 * connection comes when is up to the phones; what becomes of the n-th is not.
 */
export async function startBadWifi(targetPort: number, random: () => number) {
  const pairs = new Set<readonly [Socket, Socket]>()
  let isBad = true
  let isDown = false

  function fateOf(): Fate {
    const draws = [random(), random(), random(), random()] as const
    if (!isBad) return { delay: 0, breaksAfter: { up: never, down: never }, silent: false }
    const bytes = Math.floor(draws[1] * 3_000)
    return {
      delay: Math.floor(draws[0] ** 3 * 200),
      // Up: the tap is lost. Down: it arrived, and its answer is lost.
      breaksAfter: {
        up: draws[2] < 0.12 ? bytes : never,
        down: draws[2] > 0.8 ? bytes : never,
      },
      silent: draws[3] < 0.4,
    }
  }

  const server = createServer((phone) => {
    const fate = fateOf()
    const laptop = connect(targetPort, '127.0.0.1')
    const pair = [phone, laptop] as const
    pairs.add(pair)
    let isSwallowing = false

    function hangUp(): void {
      pairs.delete(pair)
      phone.destroy()
      laptop.destroy()
    }

    function pass(from: Socket, to: Socket, breaksAfter: number): void {
      let passed = 0
      from.on('data', (bytes: Buffer) => {
        const room = breaksAfter - passed
        passed += bytes.length
        const part = bytes.subarray(0, Math.max(0, Math.min(bytes.length, room)))
        setTimeout(() => {
          if (isSwallowing || isDown || to.destroyed) return
          if (part.length > 0) to.write(part)
          if (part.length === bytes.length) return
          if (fate.silent) isSwallowing = true
          else hangUp()
        }, fate.delay)
      })
      // A line that swallows tells nobody that the other end is gone.
      from.on('close', () => {
        if (!isSwallowing || from === phone) setTimeout(hangUp, fate.delay)
      })
      from.on('error', () => {})
    }

    pass(phone, laptop, fate.breaksAfter.up)
    pass(laptop, phone, fate.breaksAfter.down)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')

  function breakAll(): void {
    for (const pair of pairs) for (const socket of pair) socket.destroy()
    pairs.clear()
  }

  return {
    port: address.port,
    /** Nothing gets through, and nobody notices, until it is up again. */
    setDown(down: boolean): void {
      isDown = down
    },
    /** The access point starts again: all lines break. */
    breakAll,
    /** From now on everything gets through. */
    heal(): void {
      isBad = isDown = false
      breakAll()
    },
    async close(): Promise<void> {
      breakAll()
      await new Promise((closed) => server.close(closed))
    },
  }
}
