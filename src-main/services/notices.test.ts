import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { NoticeSpan, NoticeTarget } from '../core/notice.ts'
import { consoleNotices } from '../projections/notices.ts'
import { roomView } from '../projections/room-view.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

let console_: Console
let userId: string
let now = Date.UTC(2026, 10, 27, 20)

beforeAll(async () => {
  console_ = await startConsole({ clock: () => now })
  userId = await console_.openNight()
})
beforeEach(async () => {
  must(await console_.nights.create(userId, { title: 'Summer party', catalogue: null }))
})
afterAll(() => console_.close())

async function send(text: string, target: NoticeTarget = 'both', span: NoticeSpan = null): Promise<string> {
  const id = randomUUID()
  // Two lines are never typed in the same moment.
  now += 1
  must(await console_.notices.send({ id, text, target, span }))
  return id
}

function nightOf(at: Console) {
  const night = at.live.night()
  if (!night) throw new Error('no night')
  return night
}
const texts = (at = console_) => consoleNotices(nightOf(at), now).map(({ text }) => text)
const onFace = (face: 'phones' | 'display') =>
  roomView(nightOf(console_), now, face).notices?.map(({ text }) => text)

/** A second process over the same database, with a home of its own. */
async function another(): Promise<Console> {
  const { url, home, keychain, hasher } = console_
  const second = await startConsole({ url, home, keychain, hasher, clock: () => now })
  await second.nights.resume(userId)
  return second
}

test('a line stands on the faces that it is for, cleaned, and nowhere else', async () => {
  await send('  Last\torders ', 'display')
  await send('Buffet is open', 'phones')
  await send('Happy birthday, Mia!')
  expect(texts()).toEqual(['Last orders', 'Buffet is open', 'Happy birthday, Mia!'])
  expect(onFace('display')).toEqual(['Last orders', 'Happy birthday, Mia!'])
  expect(onFace('phones')).toEqual(['Buffet is open', 'Happy birthday, Mia!'])
})

test('it ends by itself on time, and says how much is left until then', async () => {
  await send('Buffet is open', 'both', 30)
  now += 29_999
  expect(consoleNotices(nightOf(console_), now)).toMatchObject([{ text: 'Buffet is open', remainingMs: 1 }])
  now += 1
  expect(texts()).toEqual([])
  expect(onFace('phones')).toBeUndefined()
})

test('another process shows the same at once, and one that starts later finds it', async () => {
  const beside = await another()
  const id = await send('Last orders')
  await eventually(() => expect(texts(beside)).toEqual(['Last orders']))
  await send('Buffet is open', 'phones', 60)
  const restarted = await another()
  expect(consoleNotices(nightOf(restarted), now)).toEqual(consoleNotices(nightOf(console_), now))
  must(await restarted.notices.remove(id))
  await eventually(() => expect([texts(), texts(beside)]).toEqual([['Buffet is open'], ['Buffet is open']]))
  // Removed by both: gone is gone.
  expect(codeOf(await beside.notices.remove(id))).toBe('ok')
  await Promise.all([beside.close(), restarted.close()])
})

test('what was removed comes back within ten seconds, for as long as it still had', async () => {
  const id = await send('Buffet is open', 'both', 30)
  now += 20_000
  must(await console_.notices.remove(id))
  expect(texts()).toEqual([])
  now += 10_000
  must(await console_.notices.restore(id))
  expect(consoleNotices(nightOf(console_), now)).toMatchObject([{ remainingMs: 10_000 }])
  must(await console_.notices.remove(id))
  now += 60_000
  expect(codeOf(await console_.notices.restore(id))).toBe('undo-over')
  expect(texts()).toEqual([])
})

test('sent twice by a hand that bounced it is one', async () => {
  const line = { id: randomUUID(), text: 'Last orders', target: 'both', span: 10 } as const
  const sent = await Promise.all([console_.notices.send(line), console_.notices.send(line)])
  expect(sent.map(codeOf)).toEqual(['ok', 'ok'])
  expect(texts()).toEqual(['Last orders'])
})

test('an empty line, a sixth one and one without a night are refused in words', async () => {
  const line = (text: string) => ({ id: randomUUID(), text, target: 'both', span: null }) as const
  expect(codeOf(await console_.notices.send(line('\u200b')))).toBe('bad-notice')
  for (const text of ['1', '2', '3', '4', '5']) await send(text)
  expect(codeOf(await console_.notices.send(line('6')))).toBe('too-many-notices')
  const { id, version } = nightOf(console_).event
  must(await console_.nightLife.end(userId, { eventId: id, version }))
  expect(codeOf(await console_.notices.send(line('7')))).toBe('event-ended')
  // Nobody could remove them any more.
  expect(texts()).toEqual([])
})

test('the last ten lines are offered again, also in the next night, each once', async () => {
  for (let line = 1; line <= 12; line++) {
    now += 1_000
    must(await console_.notices.remove(await send(`Line ${line}`)))
  }
  must(await console_.nights.create(userId, { title: 'Next', catalogue: null }))
  now += 1_000
  await send('Line 5')
  expect(await console_.notices.lines(userId)).toEqual(
    [5, 12, 11, 10, 9, 8, 7, 6, 4, 3].map((line) => `Line ${line}`),
  )
})
