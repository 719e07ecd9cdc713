import { afterEach, expect, test } from 'vitest'
import { aSong, startBooth } from '../../testing/a-spotify-booth.ts'
import { type Fault, mostCallsIn30s } from '../../testing/spotify-world.ts'

/**
 * A wedding of four hours at high speed: sixty songs are asked for while calls fail, the DJ skips, pauses and plays other
 * songs on the phone, the device goes down and the console starts again.
 *
 * "Audible exactly once": each song sounds, and only once for longer than two seconds. What the DJ goes on from was
 * audible. A song whose device goes down in its first 13 seconds may sound once more: nobody could read that it had begun.
 */

type Booth = Awaited<ReturnType<typeof startBooth>>

const second = 1_000
const minute = 60 * second
const songCount = 60
const album = Array.from({ length: 120 }, (_, at) => aSong(`own ${at}`, { durationMs: 200 * second }))

let booth: Booth | undefined
afterEach(() => booth?.close())

/** The same numbers for the same seed, from 0 to below 1. */
function createDice(seed: number) {
  let state = seed
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

type Moment = { readonly at: number; readonly act: () => unknown }

async function evening(seed: number) {
  const dice = createDice(seed)
  const between = (least: number, most: number) => least + Math.floor(dice() * (most - least))
  const songs = Array.from({ length: songCount }, (_, at) =>
    aSong(`${at}`, { durationMs: between(150, 260) * second }),
  )
  const start = Date.UTC(2026, 5, 20, 20)
  const away = [50, 110, 190].map((at) => {
    const from = start + between(at * minute, (at + 20) * minute)
    return { from, to: from + between(20, 400) * second }
  })
  const tooMany = [start + 35 * minute, start + 150 * minute]

  function faultOf(now: number): Fault | null {
    if (away.some(({ from, to }) => now >= from && now < to)) return { kind: 'offline' }
    const [next] = tooMany
    if (next !== undefined && now >= next) {
      tooMany.shift()
      return { kind: 'too-many', seconds: between(20, 90) }
    }
    const chance = dice()
    if (chance < 0.01) return { kind: 'cut' }
    if (chance < 0.02) return { kind: 'broken' }
    if (chance < 0.03) return { kind: 'slow', appliedAfter: dice() < 0.5 ? null : between(1, 9) * second }
    return null
  }

  const made = await startBooth({
    songs: [...songs, ...album],
    now: start,
    faultOf,
    latencyOf: () => between(80, 400),
  })
  booth = made
  const { world, approve } = made
  const { phone, model } = world
  const ids: string[] = []
  let devices = 1
  const takenUp = new Set<string>()

  const playAlbum = () =>
    phone.play(
      `spotify:track:own ${between(0, 60)}`,
      album.slice(60).map(({ uri }) => uri),
    )

  /** On the phone, where what has ended is not begun again. */
  const resume = () => model.heard().at(-1)?.end === null && model.resume(`booth-${devices}`)

  const many = (count: number, act: () => unknown, from = 5, to = 235): Moment[] =>
    Array.from({ length: count }, () => ({ at: start + between(from * minute, to * minute), act }))

  const down = many(2, () => {
    phone.kill()
    devices += 1
  })
  const moments: Moment[] = [
    ...Array.from({ length: songCount }, (_, at) => ({
      at: start + between(0, 200) * minute,
      act: async () => {
        const song = songs[at]
        if (song) ids[at] = await approve(song)
      },
    })),
    ...many(9, () => model.playback()?.playing && model.next()),
    ...many(4, playAlbum),
    ...many(3, () => phone.queue(`spotify:track:own ${between(0, 100)}`)),
    ...down,
    ...down.map(({ at }) => ({ at: at + 25 * second, act: () => phone.revive(`booth-${devices}`) })),
    ...many(3, async () => {
      // What Spotify asked for is kept by its client, which is none of this test's.
      if (world.isQuiet()) return
      await made.restart()
      made.player().use('spotify')
    }),
    ...[80, 170].flatMap((at) => [
      { at: start + at * minute, act: () => model.pause() },
      { at: start + (at + 4) * minute, act: resume },
    ]),
  ].sort((a, b) => a.at - b.at)

  /** The DJ presses play in a silence that nobody wanted, and knows what was heard of what was passed over. */
  async function look(): Promise<void> {
    const isSilent = model.heard().at(-1)?.end !== null
    const { held, problem } = made.player().state()
    if (problem?.kind === 'no-device') await made.press(made.player().chooseDevice(`booth-${devices}`))
    if (isSilent && held) await made.press(made.player().play())
    for (const { requestId } of made.player().state().passedOver) {
      const uri = made.request(requestId).trackUri
      const wasHeard = model.heard().some((one) => one.uri === uri)
      if (!wasHeard) takenUp.add(requestId)
      await made.press(wasHeard ? made.player().heard(requestId) : made.player().again(requestId))
    }
  }

  async function passTo(at: number): Promise<void> {
    while (world.clock() < at) {
      await world.advance(Math.min(20 * second, at - world.clock()))
      await look()
    }
  }

  playAlbum()
  made.player().use('spotify')
  await world.advance(10 * second)
  await made.press(made.player().refreshDevices())
  await made.press(made.player().chooseDevice('booth-1'))
  for (const { at, act } of moments) {
    await passTo(at)
    await act()
  }
  for (let more = 0; more < 40 && ids.some((id) => made.status(id) !== 'played'); more += 1)
    await passTo(world.clock() + 5 * minute)
  return { ...made, songs, ids, takenUp }
}

test.each([1, 2])(
  'every song that was approved is audible once, in the order of the queue (%i)',
  async (seed) => {
    const { world, songs, ids, takenUp, status, live } = await evening(seed)
    expect(ids.filter((id) => status(id) !== 'played')).toEqual([])
    const lasting = world.heard().filter(({ end, ms }) => ms > (end === 'device' ? 13 : 2) * second)
    const soundings = songs.map(({ uri }) => world.heard().filter((one) => one.uri === uri).length)
    const counted = songs.map(({ uri }) => lasting.filter((one) => one.uri === uri).length)
    expect(Math.min(...soundings)).toBeGreaterThan(0)
    expect(Math.max(...counted)).toBe(1)
    // Of the few that were out of sight when their turn came the DJ said what to do.
    expect(takenUp.size).toBeLessThanOrEqual(3)
    const requests = ids.filter((id) => !takenUp.has(id)).map((id) => live.night()?.requests.get(id))
    const inOrder = requests.toSorted((x, y) => (x?.createdAt ?? 0) - (y?.createdAt ?? 0))
    const turns = inOrder.map((request) => world.heard().findIndex(({ uri }) => uri === request?.trackUri))
    expect(turns).toEqual(turns.toSorted((x, y) => x - y))
    expect(world.ignored()).toBe(0)
    expect(mostCallsIn30s(world.calls)).toBeLessThan(30)
  },
)
