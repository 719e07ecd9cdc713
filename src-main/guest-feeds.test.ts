import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRoomFeed } from './guest-feeds.ts'
import { must, startConsole } from './testing/a-console.ts'

let console_: Awaited<ReturnType<typeof startConsole>>

beforeAll(async () => {
  console_ = await startConsole()
  await console_.openNight()
})
afterAll(() => console_.close())

test('all phones are told what shows on them, and not of every request that came in', async () => {
  const beats = new Set<() => void>()
  const feed = createRoomFeed(console_.live, {
    touch() {},
    stop() {},
    onBeat(beat) {
      beats.add(beat)
      return () => beats.delete(beat)
    },
  })
  const told: { upNext: { title: string }[] }[] = []
  feed.subscribe((json) => told.push(JSON.parse(json)))
  const beat = () => {
    for (const run of beats) run()
  }
  beat()
  told.length = 0
  const mia = await console_.join('Mia')
  const id = randomUUID()
  must(await console_.requests.ask(mia, { id, wish: { title: 'Halo', artist: '' } }, null))
  beat()
  expect(told).toEqual([])
  must(await console_.requests.approve({ id, version: 0 }))
  beat()
  expect(told.map(({ upNext }) => upNext.map(({ title }) => title))).toEqual([['Halo']])
})
