import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { tonight } from '../projections/console-view.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0)) await undo()
})

const listed = [
  { title: 'Halo', artist: 'Beyonce' },
  { title: 'Waterloo (Live)', artist: 'ABBA' },
  { title: 'Our song', artist: 'The neighbours' },
]

async function start() {
  const console_ = await startConsole()
  undoes.push(console_.close)
  const userId = await console_.openNight()
  must(await console_.nights.change(null, { config: { mustPlay: listed } }))
  const states = () => {
    const night = console_.live.night()
    return night && tonight(night, Date.now()).mustPlay.map(({ state }) => state)
  }
  return { ...console_, userId, states }
}

test('progress follows from asking to played, and a guest’s request is the one that goes up next', async () => {
  const { join, requests, request, playback, states, trackId, live } = await start()
  expect(states()).toEqual(['open', 'open', 'open'])
  const mia = await join('Mia')
  const id = randomUUID()
  must(await requests.ask(mia, { id, trackId: await trackId('halo') }, null))
  expect(states()).toEqual(['asked', 'open', 'open'])
  const night = live.night()
  expect(night && tonight(night, Date.now()).requests[0]).toMatchObject({ mustPlay: true })
  must(await requests.hold({ id, version: 0 }, true))
  const { heldAt } = request(id)
  const entry = randomUUID()
  const queued = must(await requests.queueMustPlay(entry, { title: 'Halo', artist: 'Beyonce' }))
  expect(queued).toEqual({ did: 'approved', requestId: id, approvedAt: request(id).approvedAt, heldAt })
  expect(request(id)).toMatchObject({ status: 'approved', heldAt: null })
  const { did: _, ...wayBack } = queued
  must(await requests.takeBackEntry({ id: entry, ...wayBack }))
  expect(request(id)).toMatchObject({ status: 'pending', heldAt, nickname: 'Mia' })
  must(await requests.queueMustPlay(entry, { title: 'Halo', artist: 'Beyonce' }))
  expect(states()).toEqual(['queued', 'open', 'open'])
  must(await playback.next())
  expect(states()).toEqual(['playing', 'open', 'open'])
  must(await playback.finish())
  expect(states()).toEqual(['played', 'open', 'open'])
})

test('a song of the music is found by its name, one that is not there is typed; pressed twice it is one', async () => {
  const { requests, request, states } = await start()
  const [own, typed] = [randomUUID(), randomUUID()]
  must(await requests.queueMustPlay(own, { title: 'Dancing Queen', artist: 'abba' }))
  expect(request(own)).toMatchObject({ nickname: 'DJ', track: { provider: 'file', title: 'Dancing Queen' } })
  must(await requests.queueMustPlay(typed, listed[2] ?? { title: '', artist: '' }))
  expect(request(typed)).toMatchObject({ track: { provider: 'wish', title: 'Our song' } })
  const again = must(await requests.queueMustPlay(randomUUID(), listed[2] ?? { title: '', artist: '' }))
  expect(again).toEqual({ did: 'nothing', requestId: typed, approvedAt: null, heldAt: null })
  expect(states()).toEqual(['open', 'open', 'queued'])
  expect(codeOf(await requests.queueMustPlay(randomUUID(), { title: '\u200b', artist: '' }))).toBe(
    'unknown-track',
  )
})

test('the list is kept over a restart and goes with the rules into a new night', async () => {
  const { userId, url, home } = await start()
  const { nights, live, close } = await startConsole({ url, home })
  undoes.unshift(close)
  await nights.resume(userId)
  const before = live.night()?.event
  expect(before?.config.mustPlay).toEqual(listed)
  must(await nights.create(userId, { title: 'Next week', catalogue: null, from: before?.id ?? null }))
  expect(live.night()?.event.config).toMatchObject({ title: 'Next week', mustPlay: listed })
})
