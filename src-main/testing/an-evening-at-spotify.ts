import { inspect } from 'node:util'
import { expect } from 'vitest'
import { ask } from '../../db/testing/home.ts'
import { eventually } from '../../tests/support/eventually.ts'
import { testClientId } from '../../tests/support/spotify/assembly.ts'
import { startSpotifyDouble } from '../../tests/support/spotify/double.ts'
import { createKeychain } from '../adapters/keychain.ts'
import { createSpotifyDoor } from '../adapters/spotify/door.ts'
import type { Log } from '../services/ports.ts'
import { must, startConsole } from './a-console.ts'
import { createOwnTime } from './own-time.ts'
import { openNetwork, type Travel, type Travelling } from './slow-network.ts'

type Given = {
  /** Epoch milliseconds. */
  readonly start: number
  readonly travelOf: (call: Travelling) => Travel
}

export const booth = 'Booth'
const setUpMs = 120_000

/**
 * A console whose DJ is signed in at Spotify's double, over the real client, with a night that Spotify plays and keeps a list of.
 * Double, client and services share one time, which passes by `advance`.
 */
export async function startEveningAtSpotify({ start, travelOf }: Given) {
  const time = createOwnTime(start)
  const { clock, after, during, advance } = time
  const network = openNetwork(time, travelOf)
  const double = await startSpotifyDouble({
    clock: { now: clock, advance: () => undefined },
    devices: [{ name: booth }, { name: 'Phone', type: 'Smartphone' }],
    lag: { fromMs: 100, toMs: 350 },
  })
  double.set({ rotates: true, chatty: true })
  const lines: string[] = []
  const log = logInto(lines)
  const keychain = createKeychain({ service: 'Cueline', memory: true, log })
  const { apiUrl, accountsUrl } = double
  const openOutside = async (url: string) => void (await fetch(url))
  const spotifyDoor = createSpotifyDoor({ apiUrl, accountsUrl, keychain, openOutside, clock, after, log })
  const console_ = await startConsole({ keychain, spotifyDoor, clock, after, during, log })
  await console_.openNight()
  const { spotify, nights, catalogue, requests } = console_
  const { connection, player } = spotify
  const stop = spotify.start(() => {})

  async function until(isSo: () => boolean, ms = 60_000): Promise<void> {
    for (let waited = 0; !isSo(); waited += 100) {
      if (waited >= ms) throw new Error('it did not come to that')
      await advance(100)
    }
  }

  /** A button, with the time that it takes. */
  async function press<T>(button: Promise<T>): Promise<T> {
    const state = { isOver: false }
    const end = () => {
      state.isOver = true
    }
    button.then(end, end)
    await until(() => state.isOver)
    return button
  }

  const deviceId = () => double.player.devices().find(({ name }) => name === booth)?.id ?? null

  must(await connection.connect(testClientId))
  await eventually(async () => {
    await advance(100)
    expect(connection.state().account).not.toBeNull()
  })
  // How long that took of either time is different with each run.
  await advance(start + setUpMs - clock())
  double.phone.use(booth)
  const config = {
    player: 'spotify',
    spotifyPlaylist: 'played',
    autoApprove: true,
    maxRequestsPerGuest: 0,
  } as const
  must(await nights.change(null, { config }))
  await press(player.refreshDevices())
  await press(player.chooseDevice(deviceId() ?? ''))

  return {
    ...{
      time,
      double,
      network,
      lines,
      player,
      spotify,
      catalogue,
      requests,
      connection,
      press,
      advance,
      deviceId,
    },
    join: console_.join,
    live: console_.live,
    /** All that the database keeps of the sign-in. */
    storedAuth: async () => JSON.stringify(await ask(console_.url, 'select * from spotify_auth')),
    async close(): Promise<void> {
      await press(stop())
      network.close()
      await double.close()
      await console_.close()
    },
  }
}

function logInto(lines: string[]): Log {
  const write = (words: string, details?: unknown) =>
    void lines.push(`${words} ${inspect(details, { depth: 12, maxStringLength: null, showHidden: true })}`)
  return { info: write, warn: write, error: write }
}
