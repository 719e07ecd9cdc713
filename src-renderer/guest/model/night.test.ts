import { expect, test } from 'vitest'
import { aPhone } from '../testing/a-phone.tsx'
import { settle } from '../testing/fake-device.ts'
import { aRequest, aRoom, event } from '../testing/fake-laptop.ts'

test('with a join link only a name is needed, also after a reload', async () => {
  const { laptop, load, state } = aPhone()
  await load('bp_secret')
  const night = await load()
  expect(state().secret).toBe('bp_secret')
  await night.join('Mia')
  expect(laptop.bodies).toEqual([{ token: 'bp_secret', nickname: 'Mia' }])
  expect(state()).toMatchObject({ phase: 'in', guest: { nickname: 'Mia' }, secret: '' })
})

test('who comes for the first time has the form before the laptop’s first word', async () => {
  const { laptop, load, see } = aPhone()
  const { release } = laptop.hold()
  await load()
  expect(see.getByRole('heading').textContent).toBe('Ask for a song')
  expect(see.getByRole('button', { name: 'Join' })).toBeTruthy()
  release()
  await settle()
  expect(see.getByRole('heading').textContent).toBe(event.title)
})

test('a link of yesterday falls back to the PIN, with words', async () => {
  const { laptop, load, state } = aPhone()
  laptop.joinRefusal = { code: 'wrong-pin', message: 'That PIN is not right.' }
  const night = await load('bp_old')
  await night.join('Mia')
  expect(state()).toMatchObject({ phase: 'join', secret: '', nickname: 'Mia' })
  expect(state().joinWords).toMatch(/not current any more/)
})

test('when PINs were guessed at, the page asks for the long code instead', async () => {
  const { laptop, load, state } = aPhone()
  laptop.joinRefusal = { code: 'code-required', message: 'Use the long code.' }
  const night = await load()
  night.typeCode('4827')
  await night.join('Mia')
  expect(state()).toMatchObject({ needsCode: true, code: '', joinWords: 'Use the long code.' })
  night.typeCode(' 7k3x-oi1l ')
  await settle()
  expect(state().code).toBe('7K3X0111')
})

test('an answer from before joining, which comes late, does not send the guest out again', async () => {
  const { laptop, load, state, clock } = aPhone()
  const night = await load()
  const { release } = laptop.hold()
  await clock.pass(30_000)
  night.typeCode('4827')
  await night.join('Mia')
  release()
  await settle()
  expect(state()).toMatchObject({ phase: 'in', guest: { nickname: 'Mia' }, joinWords: '' })
  laptop.open()
  await settle()
  expect(state().reachable).toBe(true)
})

test('a phone that has joined stays joined over a reload and listens with its token', async () => {
  const { laptop, loadJoined, state } = aPhone()
  await loadJoined()
  expect(state()).toMatchObject({ phase: 'in', guest: { nickname: 'Mia' } })
  expect(laptop.line().token).toBe('token-1')
})

test('when the laptop does not know the phone any more, it asks to join again, name filled in', async () => {
  const { laptop, load, state } = aPhone()
  const night = await load()
  night.typeCode('4827')
  await night.join('Mia')
  laptop.open()
  laptop.guests.clear()
  laptop.hangUp(4401)
  await settle()
  expect(state()).toMatchObject({ phase: 'join', nickname: 'Mia', guest: null, mine: [] })
  expect(state().joinWords).toMatch(/Join again/)
})

test('the line comes back by itself, and the page says so only quietly', async () => {
  const { laptop, loadJoined, state, clock } = aPhone()
  await loadJoined()
  laptop.hangUp()
  await settle()
  expect(state()).toMatchObject({ phase: 'in', reachable: false })
  await clock.pass(500)
  expect(laptop.lines).toHaveLength(2)
  laptop.open()
  await settle()
  expect(state().reachable).toBe(true)
})

test('a line that went dead without a word is noticed and replaced', async () => {
  const { laptop, loadJoined, clock } = aPhone()
  await loadJoined()
  await clock.pass(25_000)
  expect(laptop.line().sent).toEqual(['ping'])
  laptop.push({ type: 'pong' })
  await clock.pass(25_000)
  expect(laptop.lines).toHaveLength(1)
  expect(laptop.line().sent).toEqual(['ping', 'ping'])
  await clock.pass(9000)
  expect(laptop.lines).toHaveLength(2)
})

test('after a long sleep the line is new at once', async () => {
  const { laptop, loadJoined } = aPhone()
  const night = await loadJoined()
  await night.wake(false)
  expect(laptop.lines).toHaveLength(1)
  await night.wake(true)
  expect(laptop.lines).toHaveLength(2)
})

test('an accepted song and a playing one are told and felt, once; a reload tells nothing old', async () => {
  const { laptop, loadJoined, show, state } = aPhone()
  await loadJoined()
  await show({ type: 'mine', requests: [aRequest('a', { status: 'approved', songsAway: 3 })] })
  expect(laptop.buzzes).toEqual([])
  await show({ type: 'mine', requests: [aRequest('a', { status: 'approved', songsAway: 2 }), aRequest('b')] })
  expect(state().toast).toBe('')
  await show({
    type: 'mine',
    requests: [aRequest('a', { status: 'approved', songsAway: 0, playing: true }), aRequest('b')],
  })
  expect(state().toast).toBe('Playing now: Song a')
  await show({ type: 'mine', requests: [aRequest('b', { status: 'approved', songsAway: 2 })] })
  expect(state().toast).toBe('Accepted: Song b')
  expect(laptop.buzzes).toHaveLength(2)
})

test('a second tap on the same song changes nothing', async () => {
  const { laptop, loadJoined, clock } = aPhone()
  const night = await loadJoined()
  const song = { id: 'a', title: 'Song a', artist: '', durationMs: null, explicit: null, artworkUrl: null }
  night.ask(song, '')
  night.ask(song, '')
  await clock.pass(1000)
  expect(laptop.bodies).toHaveLength(1)
})

test('a tap outlives the page: sent after the reload, with the same id', async () => {
  const { laptop, loadJoined, clock, state } = aPhone()
  const night = await loadJoined()
  laptop.faults.push('answer-lost')
  night.ask({ id: 'a', title: 'Song a', artist: '', durationMs: null, explicit: null, artworkUrl: null }, '')
  await settle()
  expect(state().sending).toMatchObject([{ tries: 1 }])
  await loadJoined()
  await clock.pass(1000)
  expect(laptop.bodies).toHaveLength(2)
  expect(laptop.rows).toHaveLength(1)
  expect(state().sending).toEqual([])
})

test('without the laptop the page says so and looks again by itself', async () => {
  const { laptop, load, clock, state } = aPhone()
  laptop.away = true
  await load()
  expect(state()).toMatchObject({ phase: 'loading', reachable: false })
  laptop.away = false
  await clock.pass(5000)
  expect(state()).toMatchObject({ phase: 'join', reachable: true })
})

test('a night that opens while one waits at the door opens the page', async () => {
  const { laptop, load, clock, state } = aPhone()
  laptop.event = { ...event, status: 'offline' }
  await load()
  expect(state().event?.status).toBe('offline')
  laptop.event = event
  await clock.pass(30_000)
  expect(state().event?.status).toBe('live')
})

test('the room is what the laptop says last', async () => {
  const { loadJoined, show, state } = aPhone()
  await loadJoined()
  await show(aRoom({ event: { ...event, requestsPaused: true } }))
  expect(state().event?.requestsPaused).toBe(true)
  await show('{"type":"room"')
  expect(state().event?.requestsPaused).toBe(true)
})
