import { expect, test } from 'vitest'
import { seededRandom } from '../../../tests/support/slips.ts'
import { fakeClock } from '../testing/fake-device.ts'
import type { Socket } from './device.ts'
import { createLine } from './line.ts'

/** A socket whose fate the access point decides. */
function aSocket(): Socket {
  return { readyState: 0, onopen: null, onmessage: null, onclose: null, send: () => {}, close: () => {} }
}

test('when the access point is back, 500 phones are back within 30 seconds, and not all at once', async () => {
  const clock = fakeClock()
  const random = seededRandom(4)
  const back: number[] = []
  let wifi = true
  let begins = 0
  const lines = Array.from({ length: 500 }, () =>
    createLine({
      later: clock.later,
      random,
      hidden: () => false,
      onText: () => {},
      onUp: (up) => {
        if (up && begins > 0) back.push(clock.now() - begins)
      },
      onStranger: () => {},
      onRefused: () => {},
      open() {
        const socket = aSocket()
        sockets.push(socket)
        // Without wifi an attempt just hangs.
        if (wifi)
          clock.later(50, () => {
            Object.assign(socket, { readyState: 1 })
            socket.onopen?.call(socket as WebSocket, new Event('open'))
            socket.onmessage?.call(socket as WebSocket, new MessageEvent('message', { data: '{}' }))
          })
        return socket
      },
    }),
  )
  const sockets: Socket[] = []
  for (const line of lines) line.start()
  await clock.pass(1000)

  wifi = false
  for (const socket of [...sockets]) socket.onclose?.call(socket as WebSocket, new CloseEvent('close'))
  await clock.pass(45_000)
  wifi = true
  begins = clock.now()
  await clock.pass(30_000)
  expect(back).toHaveLength(500)
  const busiest = Math.max(
    ...Array.from(
      { length: 30 },
      (_, second) => back.filter((at) => Math.floor(at / 1000) === second).length,
    ),
  )
  expect(busiest).toBeLessThan(100)
})
