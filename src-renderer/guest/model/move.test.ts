import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aPhone } from '../testing/a-phone.tsx'
import { memoryBox, settle } from '../testing/fake-device.ts'
import { aTrack } from '../testing/fake-laptop.ts'
import { takeFragment } from './device.ts'
import { packLuggage, unpackLuggage } from './luggage.ts'
import { readFound } from './read.ts'

const name = 'http://cueline.local:4747'
const token = 'AAAAAAAAAAAAAAAAAAAAAA'
const mia = { id: 'guest-1', nickname: 'Mia' }
const twoMinutes = 120_000

function song(id: string) {
  const found = readFound(aTrack(id))
  if (!found) throw new Error('a song must be readable')
  return found
}

/** Mia's phone, joined by an address of the laptop that leads nowhere any more; the laptop is at its name. */
async function lostLaptop() {
  const phone = aPhone()
  const { laptop } = phone
  laptop.alsoAt = [name]
  laptop.guests.set(token, mia)
  phone.local.set('cueline.token', token)
  const night = await phone.load()
  laptop.open()
  await settle()
  laptop.away = true
  laptop.hangUp()
  await settle()
  return { ...phone, night }
}

/** What the page at the name gets to see of a link. */
function broughtBy(url: string | undefined): string {
  const { hash } = new URL(url ?? '')
  return takeFragment({ hash, pathname: '/', search: '' }, { replaceState() {} })
}

/** A phone that is where another one went, with what it brought; `has` is in its storage there already. */
async function arrive({ laptop, pocket }: ReturnType<typeof aPhone>, has: Record<string, string> = {}) {
  laptop.away = false
  const phone = aPhone({ laptop, origin: name })
  for (const [key, value] of Object.entries(has)) phone.local.set(key, value)
  await phone.load(broughtBy(pocket.went[0]))
  return phone
}

test('the laptop has a new address: the page follows to its name, with the session and the waiting taps', async () => {
  const before = await lostLaptop()
  before.night.ask(song('a'), 'for grandma')
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  expect(before.pocket.went[0]).toMatch(/^http:\/\/cueline\.local:4747\/#move=/)

  const after = await arrive(before)
  expect(after.state()).toMatchObject({ phase: 'in', guest: mia })
  expect(after.see.getAllByText(/has a new address/)).not.toEqual([])
  expect(after.laptop.rows.map(({ track, note }) => [track?.id, note])).toEqual([['a', 'for grandma']])
  // And it stays so over a reload, sending nothing twice.
  await after.load()
  expect(after.state()).toMatchObject({ phase: 'in', guest: mia })
  expect(after.laptop.bodies).toHaveLength(1)
})

test('a tap that had arrived without an answer is told so at the new address, not made again', async () => {
  const before = await lostLaptop()
  before.laptop.away = false
  before.laptop.faults.push('answer-lost')
  before.night.ask(song('a'), '')
  await settle()
  before.laptop.away = true
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  const after = await arrive(before)
  expect(after.state()).toMatchObject({ sending: [], mine: [{ id: after.laptop.rows[0]?.id }] })
  expect(after.laptop.rows).toHaveLength(1)
})

test('nobody else’s laptop is followed: not another night’s, not one without, not something that is no laptop', async () => {
  for (const night of ['another', null]) {
    const phone = await lostLaptop()
    phone.laptop.elsewhere.set(name, night)
    await phone.clock.pass(twoMinutes)
    expect(phone.pocket.went).toEqual([])
  }
  const phone = await lostLaptop()
  await phone.clock.pass(twoMinutes)
  expect(phone.pocket.went).toEqual([])
  phone.laptop.elsewhere.set(name, 'tonight')
  await phone.clock.pass(twoMinutes)
  expect(phone.pocket.went).not.toEqual([])
})

test('a laptop that is back where it was keeps its guests there', async () => {
  const phone = await lostLaptop()
  phone.laptop.elsewhere.set(name, 'tonight')
  phone.laptop.away = false
  await phone.clock.pass(twoMinutes)
  expect(phone.pocket.went).toEqual([])
})

test('a page that is at the name has nowhere to go, nor one that was told of none', async () => {
  for (const alsoAt of [[name], []]) {
    const phone = aPhone({ origin: name })
    phone.laptop.alsoAt = alsoAt
    phone.laptop.elsewhere.set(name, 'tonight')
    await phone.loadJoined()
    phone.laptop.away = true
    phone.laptop.hangUp()
    await phone.clock.pass(twoMinutes)
    expect(phone.pocket.went).toEqual([])
  }
})

test('who was about to join goes on there, by the join link if it came by one', async () => {
  for (const brought of ['bp_secret', '']) {
    const phone = aPhone()
    phone.laptop.alsoAt = [name]
    await phone.load(brought)
    expect(phone.state().phase).toBe('join')
    phone.laptop.away = true
    phone.laptop.elsewhere.set(name, 'tonight')
    await phone.clock.pass(twoMinutes)
    expect(phone.pocket.went[0]).toBe(`${name}/#${brought}`)
  }
})

test('a phone that only a cookie knows stays with its taps: the cookie would not come along', async () => {
  const phone = await lostLaptop()
  phone.local.remove('cueline.token')
  phone.laptop.elsewhere.set(name, 'tonight')
  await phone.clock.pass(twoMinutes)
  expect(phone.pocket.went).toEqual([])
})

test('a link turns nobody who has joined into another guest, and brings no taps', async () => {
  const before = await lostLaptop()
  before.night.ask(song('a'), '')
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  const own = 'BBBBBBBBBBBBBBBBBBBBBB'
  const jonas = { id: 'guest-2', nickname: 'Jonas' }
  before.laptop.guests.set(own, jonas)
  const after = await arrive(before, { 'cueline.token': own })
  expect(after.state()).toMatchObject({ phase: 'in', guest: jonas, sending: [] })
  expect(after.local.get('cueline.token')).toBe(own)
  expect(after.laptop.bodies).toEqual([])
})

test('a session of an earlier night gives way', async () => {
  const before = await lostLaptop()
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  const after = await arrive(before, { 'cueline.token': 'of-last-summer-0000000' })
  expect(after.state()).toMatchObject({ phase: 'in', guest: mia })
})

test('the phone’s own session brings its taps also where it is known already', async () => {
  const before = await lostLaptop()
  before.night.ask(song('a'), '')
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  const after = await arrive(before, { 'cueline.token': token })
  expect(after.laptop.rows).toHaveLength(1)
})

test('a session that the laptop does not know is forgotten, and what was here stays', async () => {
  const before = await lostLaptop()
  before.night.ask(song('a'), '')
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  before.laptop.guests.clear()
  const after = await arrive(before, { 'cueline.token': 'of-a-night-that-waits0' })
  expect(after.state()).toMatchObject({ phase: 'join', sending: [] })
  expect(after.local.keys()).toEqual(['cueline.token'])
  expect(after.local.get('cueline.token')).toBe('of-a-night-that-waits0')
})

test('what came along is kept until the laptop has said whose it is, also over a reload', async () => {
  const before = await lostLaptop()
  before.night.ask(song('a'), '')
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  const after = aPhone({ laptop: before.laptop, origin: name })
  await after.load(broughtBy(before.pocket.went[0]))
  expect(after.state()).toMatchObject({ phase: 'loading', known: true })
  after.laptop.away = false
  const held = after.laptop.hold()
  await after.load()
  expect(after.state()).toMatchObject({ phase: 'loading', known: true })
  held.release()
  await settle()
  expect(after.state()).toMatchObject({ phase: 'in', guest: mia })
  expect(after.laptop.rows).toHaveLength(1)
})

test('a link without a session changes nothing', async () => {
  const phone = aPhone()
  await phone.load(`move=${encodeURIComponent(JSON.stringify([['cueline.nickname', 'Eve']]))}`)
  expect(phone.state()).toMatchObject({ phase: 'join', nickname: '' })
  expect(phone.local.keys()).toEqual([])
})

test('an answer about it that is lost is no answer: it is asked again', async () => {
  const before = await lostLaptop()
  before.laptop.elsewhere.set(name, 'tonight')
  await before.clock.pass(twoMinutes)
  const { laptop } = before
  const { fetch } = laptop
  let lost = 1
  laptop.fetch = async (input, init) => {
    if (new Headers(init?.headers).has('authorization') && lost-- > 0) throw new TypeError('Failed to fetch')
    return fetch(input, init)
  }
  const after = await arrive(before)
  expect(after.state()).toMatchObject({ phase: 'loading', known: true })
  await after.clock.pass(5000)
  expect(after.state()).toMatchObject({ phase: 'in', guest: mia })
})

test('luggage is what this page keeps, and whatever else a link says is left behind', () => {
  const entry = {
    id: 'tap',
    guestId: 'guest-1',
    at: 5,
    path: '/api/requests',
    body: {},
    song: { title: 'Halo' },
  }
  const pack = (pairs: unknown) => `move=${encodeURIComponent(JSON.stringify(pairs))}`
  const kept = memoryBox()
  kept.set('cueline.token', token)
  kept.set('cueline.quiet', '1')
  kept.set('cueline.nickname', 'Zoë "%" \ud800')
  kept.set('cueline.out.tap', JSON.stringify(entry))
  kept.set('somebody.else', 'x')
  expect([...unpackLuggage(packLuggage(kept)).keys()]).toEqual(kept.keys().slice(0, 4))

  const tap = (change: object, key = 'cueline.out.tap') => [key, JSON.stringify({ ...entry, ...change })]
  const odd = [
    ['cueline.token', 'short'],
    ['cueline.token', `${token}\r\nx: y`],
    ['cueline.quiet', 'loud'],
    ['cueline.nickname', 'x'.repeat(100)],
    ['cueline.secret', 'bp_other'],
    ['cueline.out.other', JSON.stringify(entry)],
    tap({ path: '/api/guests' }),
    tap({ path: '/api/requests/another/vote' }),
    tap({ id: '../x', path: '/api/requests/../x/vote' }, 'cueline.out.../x'),
    tap({ song: null }),
    ['cueline.out.undefined', '{}'],
    ['__proto__', '1'],
    'cueline.token',
    null,
  ]
  for (const pair of odd) expect([...unpackLuggage(pack([pair]))]).toEqual([])
})

test('no link is too odd to be passed over', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json().map(encodeURIComponent)), (packed) => {
      expect(unpackLuggage(`move=${packed}`).size).toBe(0)
    }),
  )
})
