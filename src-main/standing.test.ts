import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Config } from './config.ts'
import { createGate } from './gate.ts'
import type { LanParts } from './projections/lan-view.ts'
import { spotifyHandlers } from './spotify-handlers.ts'
import { createStanding } from './standing.ts'
import { codeOf, must, startConsole } from './testing/a-console.ts'

const clientId = '0123456789abcdef0123456789abcdef'
let console_: Awaited<ReturnType<typeof startConsole>>
let stop: () => Promise<void>

beforeAll(async () => {
  console_ = await startConsole()
  stop = console_.spotify.start(() => {})
})
afterAll(async () => {
  await stop()
  await console_.close()
})

test('a DJ neither sees nor ends the Spotify of the one whose night is still open here', async () => {
  const userId = await console_.openNight()
  // One that has ended stays in memory, and with it whose Spotify this is.
  const event = console_.live.night()?.event
  if (event) must(await console_.nightLife.end(userId, { eventId: event.id, version: event.version }))
  const { spotify } = console_
  const connection = {
    ...spotify.connection,
    state: () => ({ ...spotify.connection.state(), clientId, account: 'Anna' }),
  }
  const services = { ...console_, spotify: { ...spotify, connection } }
  const standing = createStanding({
    ...console_,
    config: { keychain: 'memory' } as Config,
    lan: {} as LanParts,
    machine: { disk: () => ({ state: 'ok', words: '' }) },
    listening: () => 0,
    screens: () => 0,
    touch: () => {},
  })
  standing.ready(services, { check() {}, view: () => null })
  const commands = spotifyHandlers(services, createGate(console_.sessions))
  const shownId = () => {
    const view = standing.consoleView()
    return view.phase === 'no-event' ? view.spotify.clientId : undefined
  }
  expect(shownId()).toBe(clientId)
  expect(codeOf(await commands['spotify.cancelConnect']({}))).toBe('ok')
  await console_.become('bob')
  expect(shownId()).toBeNull()
  expect(codeOf(await commands['spotify.disconnect']({}))).toBe('busy')
})
