import { expect, test } from 'vitest'
import { aPhone } from '../testing/a-phone.tsx'
import { settle } from '../testing/fake-device.ts'
import { aRequest, aRoom, aTrack, event } from '../testing/fake-laptop.ts'
import { openBox } from './device.ts'
import { mostWaiting } from './outbox.ts'
import { readFound } from './read.ts'

function song(id: string) {
  const found = readFound(aTrack(id))
  if (!found) throw new Error('a song must be readable')
  return found
}

test('when the night is over its guests keep their songs, are thanked, and come back should it go on', async () => {
  const { laptop, loadJoined, show, state, see, clock } = aPhone()
  await loadJoined()
  await show({ type: 'mine', requests: [aRequest('a', { status: 'played' })] })
  laptop.event = { ...event, status: 'offline', ended: true }
  await show(aRoom({ event: laptop.event }))
  expect(see.getByRole('heading', { name: 'That was the night' })).toBeTruthy()
  laptop.guests.clear()
  laptop.hangUp(4401)
  await settle()
  expect(see.getByText('Song a')).toBeTruthy()
  expect(see.queryByRole('searchbox')).toBeNull()
  expect(see.queryByText(/Reconnecting/)).toBeNull()

  laptop.event = event
  laptop.guests.set('token-1', { id: 'guest-1', nickname: 'Mia' })
  await clock.pass(30_000)
  laptop.open()
  await settle()
  expect(state()).toMatchObject({ phase: 'in', reachable: true })
  expect(see.getByRole('searchbox')).toBeTruthy()
})

test('while the laptop has no night open the page keeps the name of the last one', async () => {
  const { laptop, loadJoined, see } = aPhone()
  await loadJoined()
  laptop.event = { ...event, title: '', status: 'offline' }
  laptop.guests.clear()
  laptop.hangUp(4401)
  await settle()
  expect(see.getByRole('heading', { level: 1 }).textContent).toBe('Anna and Tom')
  expect(see.getByText(/not taking guests/)).toBeTruthy()
})

test('another night on the same laptop asks to join again', async () => {
  const { laptop, loadJoined, state } = aPhone()
  await loadJoined()
  laptop.event = { ...event, title: 'The next day' }
  laptop.guests.clear()
  laptop.hangUp(4401)
  await settle()
  expect(state()).toMatchObject({ phase: 'join', mine: [] })
})

test('a blocked phone reads so calmly, may watch, and is let in again', async () => {
  const { loadJoined, show, see } = aPhone()
  await loadJoined()
  const mine = { type: 'mine', guest: { id: 'guest-1', nickname: 'Mia', blocked: true }, requests: [] }
  await show(mine)
  expect(see.getByText(/takes no more requests from this phone/)).toBeTruthy()
  expect(see.queryByRole('searchbox')).toBeNull()
  await show({ ...mine, guest: { ...mine.guest, blocked: false } })
  expect(see.getByRole('searchbox')).toBeTruthy()
})

test('a refusal because of a block closes the page for asking, too', async () => {
  const { laptop, loadJoined, see } = aPhone()
  laptop.faults.push('blocked')
  const night = await loadJoined()
  night.ask(song('a'), '')
  await settle()
  expect(see.getByText(/takes no more requests from this phone/)).toBeTruthy()
})

test('without an answer for long, the page says what may help, and takes it back once there is one', async () => {
  const { laptop, loadJoined, see, clock } = aPhone()
  await loadJoined()
  laptop.away = true
  laptop.hangUp()
  await clock.pass(20_000)
  expect(see.getByText(/Reconnecting/)).toBeTruthy()
  await clock.pass(30_000)
  expect(see.getAllByText(/scan the code on the display again/).length).toBeGreaterThan(0)
  laptop.away = false
  while (!laptop.line().onopen) await clock.pass(1000)
  laptop.open()
  await settle()
  expect(see.queryByText(/Still no answer/)).toBeNull()
})

test('out of sight the page hardly knocks; looked at, it knocks at once', async () => {
  const { laptop, loadJoined, clock, pocket } = aPhone()
  const night = await loadJoined()
  pocket.hidden = true
  laptop.hangUp()
  await clock.pass(59_000)
  expect(laptop.lines).toHaveLength(1)
  pocket.hidden = false
  await night.wake(false)
  expect(laptop.lines).toHaveLength(2)
})

test('a line that died in the pocket is found dead within seconds of looking', async () => {
  const { laptop, loadJoined, clock } = aPhone()
  const night = await loadJoined()
  await night.wake(false)
  expect(laptop.line().sent).toEqual(['ping'])
  await clock.pass(10_000)
  expect(laptop.lines.length).toBeGreaterThan(1)
})

test('a server that hangs up at once is asked less and less often', async () => {
  const { laptop, loadJoined, clock } = aPhone()
  await loadJoined()
  for (let second = 0; second < 30; second += 1) {
    if (laptop.line().readyState === 0) laptop.open()
    if (laptop.line().readyState === 1) laptop.hangUp(1013)
    await clock.pass(1000)
  }
  expect(laptop.lines.length).toBeLessThan(9)
})

test('no more than twenty taps wait for the wifi; the next one is told so', async () => {
  const { laptop, loadJoined, state } = aPhone()
  const night = await loadJoined()
  laptop.away = true
  for (let each = 0; each <= mostWaiting; each += 1) night.ask(song(`s${each}`), '')
  await settle()
  expect(state().sending).toHaveLength(mostWaiting)
  expect(state().toast).toMatch(/waiting for the wifi/)
})

test('one tap that the laptop cannot take does not hold up the others', async () => {
  const { laptop, loadJoined, clock } = aPhone()
  const night = await loadJoined()
  laptop.faults.push('busy')
  night.ask(song('a'), '')
  night.ask(song('b'), '')
  await clock.pass(3000)
  expect(laptop.bodies.map(({ trackId }) => trackId).slice(0, 2)).toEqual(['a', 'b'])
})

test('alerts can be turned off, and stay off', async () => {
  const { laptop, load, loadJoined, show, see, user } = aPhone()
  await loadJoined()
  await show({ type: 'mine', requests: [aRequest('a')] })
  await user.click(see.getByRole('button', { name: 'Alerts on' }))
  await show({ type: 'mine', requests: [aRequest('a', { status: 'approved', songsAway: 3 })] })
  expect(laptop.buzzes).toEqual([])
  expect(see.getAllByRole('status').map(({ textContent }) => textContent)).toContain('Accepted: Song a')
  await load()
  laptop.open()
  await show({ type: 'mine', requests: [aRequest('a', { status: 'approved', songsAway: 3 })] })
  expect(see.getByRole('button', { name: 'Alerts off' })).toBeTruthy()
})

test('an answer that comes late does not turn the page back', async () => {
  const { laptop, loadJoined, show, state } = aPhone()
  const night = await loadJoined()
  const held = laptop.hold()
  night.ask(song('a'), '')
  await settle()
  const id = String(laptop.bodies[0]?.id)
  await show({ type: 'mine', requests: [aRequest(id, { status: 'approved', songsAway: 2 })] })
  held.release()
  await settle()
  expect(state().mine).toMatchObject([{ id, status: 'approved' }])
})

test('what another tab of this phone stored is seen, what the disk refused is kept', () => {
  const disk = new Map<string, string>()
  let full = false
  const storage = {
    getItem: (key: string) => disk.get(key) ?? null,
    setItem(key: string, value: string) {
      if (full) throw new Error('QuotaExceededError')
      disk.set(key, value)
    },
    removeItem: (key: string) => void disk.delete(key),
  } as Storage
  const box = openBox(() => storage)
  box.set('token', 'old')
  disk.set('token', 'new of the other tab')
  expect(box.get('token')).toBe('new of the other tab')
  full = true
  box.set('token', 'newest')
  expect(box.get('token')).toBe('newest')
})
