import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { EventConfig } from '../core/event.ts'
import type { Guest } from '../core/guest.ts'
import { guestRequest } from '../projections/mine-view.ts'
import { codeOf, must, startConsole, startTwo } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0)) await undo()
})

async function start(config: Partial<EventConfig> = {}) {
  const console_ = await startConsole()
  undoes.push(console_.close)
  await console_.openNight()
  must(await console_.nights.change(null, { config: { fairOrder: true, ...config } }))
  return console_
}

async function ask(
  console_: Console,
  guest: Guest,
  ...titles: readonly string[]
): Promise<readonly string[]> {
  const ids = titles.map(() => randomUUID())
  for (const [at, title] of titles.entries()) {
    const id = ids[at] ?? ''
    must(await console_.requests.ask(guest, { id, wish: { title, artist: '' } }, null))
  }
  return ids
}

async function approve(console_: Console, ids: readonly string[]): Promise<void> {
  for (const id of ids) must(await console_.requests.approve({ id, version: console_.request(id).version }))
}

function queue({ live }: Console): string {
  return (
    live
      .night()
      ?.queue.map(({ track }) => track.title)
      .join(' ') ?? ''
  )
}

/** A process that starts over the same home: it knows the order from the database alone. */
async function startAgain(console_: Console): Promise<Console> {
  const again = await startConsole({ url: console_.url, home: console_.home })
  undoes.unshift(again.close)
  await again.nights.resume(console_.live.night()?.event.userId ?? '')
  return again
}

function ids({ live }: Console): readonly string[] {
  return live.night()?.queue.map(({ id }) => id) ?? []
}

test('what is approved takes its guest’s turn; who asks tells how far away truly', async () => {
  const console_ = await start()
  const [mia, jonas, lea] = [
    await console_.join('Mia'),
    await console_.join('Jonas'),
    await console_.join('Lea'),
  ]
  await approve(console_, await ask(console_, mia, 'M1', 'M2', 'M3'))
  await approve(console_, await ask(console_, jonas, 'J1', 'J2'))
  expect(queue(console_)).toBe('M1 J1 M2 J2 M3')
  const late = await ask(console_, lea, 'L1')
  for (const voter of [mia, jonas]) must(await console_.requests.vote(voter, ids(console_)[4] ?? ''))
  await approve(console_, late)
  expect(queue(console_)).toBe('M1 J1 L1 M2 J2 M3')
  const night = console_.live.night()
  expect(night && guestRequest(night, console_.request(late[0] ?? ''), lea.id)).toMatchObject({
    songsAway: 3,
  })
})

test('who has just been played waits for the next round, and play next goes first all the same', async () => {
  const console_ = await start()
  const [mia, jonas, lea] = [
    await console_.join('Mia'),
    await console_.join('Jonas'),
    await console_.join('Lea'),
  ]
  await approve(console_, await ask(console_, mia, 'M1'))
  must(await console_.playback.next())
  await approve(console_, await ask(console_, jonas, 'J1'))
  await approve(console_, await ask(console_, mia, 'M2'))
  const [first = ''] = await ask(console_, lea, 'L1')
  await approve(console_, [first])
  expect(queue(console_)).toBe('J1 L1 M2')
  const [next = ''] = await ask(console_, mia, 'M3')
  must(await console_.requests.playNext({ id: next, version: 0 }))
  expect(queue(console_)).toBe('M3 J1 L1 M2')
})

test('with auto-approve too, for a crowd that asks at once', async () => {
  const console_ = await start({ autoApprove: true })
  const [mia, jonas] = [await console_.join('Mia'), await console_.join('Jonas')]
  await ask(console_, mia, 'M1', 'M2', 'M3')
  await Promise.all([ask(console_, jonas, 'J1'), ask(console_, await console_.join('Lea'), 'L1')])
  expect(queue(console_)).toMatch(/^M1 (J1 L1|L1 J1) M2 M3$/)
  await ask(console_, jonas, 'J2')
  expect(queue(console_)).toMatch(/^M1 (J1 L1|L1 J1) M2 J2 M3$/)
  expect(queue(await startAgain(console_))).toBe(queue(console_))
})

test('songs that had to make room stand where the database has them', async () => {
  const console_ = await start({ autoApprove: true })
  await ask(console_, await console_.join('Mia'), 'M1', 'M2', 'M3')
  for (let at = 0; at < 40; at++) await ask(console_, await console_.join(`Guest ${at}`), `G${at}`)
  const rows = ({ live }: Console) =>
    live.night()?.queue.map(({ id, queuePosition, version }) => ({ id, queuePosition, version }))
  expect(rows(console_)).toHaveLength(43)
  expect(rows(await startAgain(console_))).toEqual(rows(console_))
})

test('many approved at once take turns behind the locked first', async () => {
  const console_ = await start()
  const [mia, jonas] = [await console_.join('Mia'), await console_.join('Jonas')]
  await approve(console_, await ask(console_, mia, 'M1'))
  const all = [...(await ask(console_, mia, 'M2', 'M3')), ...(await ask(console_, jonas, 'J1', 'J2'))]
  const outcome = await console_.requests.decideMany(
    all.map((id) => ({ id, version: 0 })),
    { kind: 'approve' },
  )
  expect(must(outcome).changed).toBe(0)
  expect(queue(console_)).toBe('M1 J1 M2 J2 M3')
})

test('somebody at the desk takes turns under their name; the DJ’s own song waits at the end', async () => {
  const console_ = await start({ fairOrder: true })
  await approve(console_, await ask(console_, await console_.join('Mia'), 'M1', 'M2', 'M3'))
  const enter = async (title: string, nickname: string | null) =>
    must(await console_.requests.add({ id: randomUUID(), song: { wish: { title, artist: '' } }, nickname }))
  await enter('D', null)
  await enter('R1', 'Ruth')
  await enter('R2', ' ruth')
  expect(queue(console_)).toBe('M1 R1 M2 R2 M3 D')
})

test('off, all come at the end', async () => {
  const console_ = await start({ fairOrder: false })
  await approve(console_, await ask(console_, await console_.join('Mia'), 'M1', 'M2'))
  await approve(console_, await ask(console_, await console_.join('Jonas'), 'J1'))
  expect(queue(console_)).toBe('M1 M2 J1')
})

test('what waits already is arranged when the DJ says so, and goes back as it was', async () => {
  const console_ = await start({ fairOrder: false })
  await approve(console_, await ask(console_, await console_.join('Mia'), 'M1', 'M2', 'M3'))
  must(await console_.requests.add({ id: randomUUID(), song: { trackId: await console_.trackId('Halo') } }))
  await approve(console_, await ask(console_, await console_.join('Jonas'), 'J1', 'J2'))
  const before = ids(console_)
  must(await console_.requests.arrange(before, null))
  expect(queue(console_)).toBe('M1 J1 M2 Halo J2 M3')
  const after = ids(console_)
  expect(codeOf(await console_.requests.arrange(before, null))).toBe('stale')
  expect(codeOf(await console_.requests.arrange(after, before.slice(1)))).toBe('stale')
  must(await console_.requests.arrange(after, before))
  expect(ids(console_)).toEqual(before)
})

test('two consoles that approve and arrange at once lose no song and agree on the order', async () => {
  const { first, second } = await startTwo()
  undoes.push(second.close, first.close)
  must(await first.nights.change(null, { config: { fairOrder: true } }))
  await eventually(() => expect(second.live.night()?.event.config.fairOrder).toBe(true))
  const guests = await Promise.all(['Mia', 'Jonas', 'Lea'].map((name) => first.join(name)))
  const asked = await Promise.all(
    guests.map((guest) => ask(first, guest, `${guest.nickname} 1`, `${guest.nickname} 2`)),
  )
  const all = asked.flat()
  await eventually(() => expect(second.live.night()?.requests.size).toBe(6))
  await Promise.all([
    ...all.map((id, at) => (at % 2 ? first : second).requests.approve({ id, version: 0 })),
    second.requests.arrange([], null),
  ])
  await eventually(() => expect(ids(first)).toEqual(ids(second)))
  expect(new Set(ids(first))).toEqual(new Set(all))
})
