import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { Guest } from '../core/guest.ts'
import { consoleRow } from '../projections/console-row.ts'
import { guestRequest } from '../projections/mine-view.ts'
import { codeOf, must, startConsole, startTwo } from '../testing/a-console.ts'

type Console = Awaited<ReturnType<typeof startConsole>>

const undoes: (() => unknown)[] = []
afterEach(async () => {
  for (const undo of undoes.splice(0)) await undo()
})

async function start() {
  // No two decisions are of the same moment.
  let now = Date.now()
  const console_ = await startConsole({ clock: () => ++now })
  undoes.push(console_.close)
  await console_.openNight()
  return console_
}

async function ask(console_: Console, guest: Guest, title: string): Promise<string> {
  const id = randomUUID()
  must(await console_.requests.ask(guest, { id, wish: { title, artist: '' }, note: 'for grandma' }, null))
  return id
}

const ruth = { nickname: ' Ruth ', note: 'for  Emil' }

function joining(requestId: string, approve: boolean) {
  return { id: randomUUID(), requestId, approve, ...ruth }
}

/** What the DJ reads on the row. */
function row(console_: Console, id: string) {
  const night = console_.live.night()
  if (!night) throw new Error('no night')
  const { status, nickname, note, voters, atDesk } = consoleRow(console_.request(id), night, Date.now())
  return { status, nickname, note, voters, atDesk: atDesk.map((asker) => [asker.nickname, asker.note]) }
}

const asMiaLeftIt = { status: 'pending', nickname: 'Mia', note: 'for grandma', voters: [], atDesk: [] }
const withRuth = { ...asMiaLeftIt, voters: ['Ruth'], atDesk: [['Ruth', 'for Emil']] }

test('who comes to the desk for a song in the inbox joins it with name and dedication, once; undo takes off that alone', async () => {
  const console_ = await start()
  const mia = await console_.join('Mia')
  const id = await ask(console_, mia, 'Halo')
  const entry = joining(id, false)
  const joined = must(await console_.requests.join(entry))
  must(await console_.requests.join(entry))
  expect(row(console_, id)).toEqual(withRuth)
  const night = console_.live.night()
  expect(night && guestRequest(night, console_.request(id), mia.id)).toMatchObject({
    votes: 1,
    status: 'pending',
  })
  must(await console_.requests.vote(await console_.join('Jonas'), id))
  must(await console_.requests.takeBackEntry({ ...entry, ...joined }))
  expect(row(console_, id)).toEqual({ ...asMiaLeftIt, voters: ['Jonas'] })
})

test('joined and approved in one, it comes back to where it was, set aside or not, without the name', async () => {
  const console_ = await start()
  const id = await ask(console_, await console_.join('Mia'), 'Halo')
  must(await console_.requests.hold({ id, version: 0 }, true))
  const { heldAt } = console_.request(id)
  const entry = joining(id, true)
  const joined = must(await console_.requests.join(entry))
  expect(row(console_, id)).toEqual({ ...withRuth, status: 'approved' })
  expect(console_.live.night()?.queue.map((song) => song.id)).toEqual([id])
  must(await console_.requests.takeBackEntry({ ...entry, ...joined }))
  expect(row(console_, id)).toEqual(asMiaLeftIt)
  expect(console_.request(id)).toMatchObject({ heldAt, queuePosition: null })
})

test('for a song up next the name comes off again and the song stays; so does one that somebody approved anew since', async () => {
  const console_ = await start()
  const mia = await console_.join('Mia')
  const [queued, again] = [await ask(console_, mia, 'Halo'), await ask(console_, mia, 'Gold')]
  must(await console_.requests.approve({ id: queued, version: 0 }))
  const first = joining(queued, true)
  const answer = must(await console_.requests.join(first))
  expect(row(console_, queued)).toEqual({ ...withRuth, status: 'approved' })
  must(await console_.requests.takeBackEntry({ ...first, ...answer }))
  expect(row(console_, queued)).toEqual({ ...asMiaLeftIt, status: 'approved' })

  const second = joining(again, true)
  const joined = must(await console_.requests.join(second))
  const seen = () => ({ id: again, version: console_.request(again).version })
  must(await console_.requests.reopen(seen()))
  must(await console_.requests.playNext(seen()))
  must(await console_.requests.takeBackEntry({ ...second, ...joined }))
  expect(row(console_, again)).toEqual({ ...asMiaLeftIt, status: 'approved' })
})

test('a request that is decided by now refuses the name; what is gone needs no way back', async () => {
  const console_ = await start()
  const mia = await console_.join('Mia')
  const id = await ask(console_, mia, 'Halo')
  must(await console_.requests.decline({ id, version: 0 }, null))
  expect(codeOf(await console_.requests.join(joining(id, false)))).toBe('stale')
  expect(codeOf(await console_.requests.join(joining(randomUUID(), false)))).toBe('not-found')
  const gone = { id: randomUUID(), requestId: randomUUID(), approvedAt: null, heldAt: null }
  must(await console_.requests.takeBackEntry(gone))
})

test('a guest who takes back leaves the song to who came to the desk', async () => {
  const console_ = await start()
  const mia = await console_.join('Mia')
  const id = await ask(console_, mia, 'Halo')
  must(await console_.requests.join(joining(id, false)))
  must(await console_.requests.takeBack(mia, id))
  expect(row(console_, id)).toEqual({
    ...{ status: 'pending', nickname: 'Ruth', note: 'for Emil', voters: [], atDesk: [] },
  })
})

test('an entry of its own is taken back whole, from the inbox and from up next; guests who joined it keep it', async () => {
  const console_ = await start()
  const enter = async (title: string, to: 'up-next' | 'inbox') => {
    const id = randomUUID()
    must(await console_.requests.add({ id, song: { wish: { title, artist: '' } }, ...ruth, to }))
    return id
  }
  const takeBack = (id: string) =>
    console_.requests.takeBackEntry({ id, requestId: id, approvedAt: null, heldAt: null })
  for (const to of ['up-next', 'inbox'] as const) {
    const id = await enter('Halo', to)
    must(await takeBack(id))
    expect(console_.live.night()?.requests.has(id)).toBe(false)
  }
  const kept = await enter('Gold', 'up-next')
  must(await console_.requests.vote(await console_.join('Jonas'), kept))
  must(await takeBack(kept))
  expect(row(console_, kept)).toMatchObject({ status: 'approved', nickname: 'Jonas', note: null, voters: [] })
  const played = await enter('Levels', 'up-next')
  must(await console_.playback.next())
  must(await console_.playback.next())
  expect(codeOf(await takeBack(played))).toBe('stale')
})

test('two consoles that add a name at once lose none, and read the same after a restart', async () => {
  const { first, second, userId } = await startTwo()
  undoes.push(second.close, first.close)
  const id = await ask(first, await first.join('Mia'), 'Halo')
  await eventually(() => expect(second.live.night()?.requests.has(id)).toBe(true))
  const names = ['Ruth', 'Emil', 'Ida']
  const joins = names.map((nickname) => ({ ...joining(id, false), nickname }))
  await Promise.all(
    joins
      .map((join, at) => (at % 2 ? first : second).requests.join(join))
      .map(async (one) => must(await one)),
  )
  await eventually(() => {
    for (const console_ of [first, second]) expect(new Set(row(console_, id).voters)).toEqual(new Set(names))
  })
  const restarted = await startConsole({ url: first.url, home: first.home })
  undoes.unshift(restarted.close)
  await restarted.nights.resume(userId)
  expect(row(restarted, id)).toEqual(row(first, id))
})

test('a song that was typed and played is recognised once the music has it', async () => {
  const console_ = await start()
  const { catalogue } = console_.live.night()?.event.config ?? {}
  const mia = await console_.join('Mia')
  must(await console_.nights.setCatalogue(null, null))
  const id = randomUUID()
  const wish = { title: 'Halo', artist: 'Beyonce' }
  must(await console_.requests.ask(mia, { id, wish }, null))
  must(await console_.requests.approve({ id, version: 0 }))
  must(await console_.playback.next())
  must(await console_.playback.finish())
  must(await console_.nights.setCatalogue(null, catalogue ?? null))
  const trackId = await eventually(() => console_.trackId('halo'))
  expect(must(await console_.requests.standingOf({ trackId }))).toMatchObject({ requestId: id })
  must(await console_.nights.change(null, { config: { repeatAfterMinutes: 60 } }))
  expect(must(await console_.requests.standingOf({ trackId })).rule?.words).toBe('song played')
})

test('before it is entered, the DJ learns where a song stands and what speaks against it', async () => {
  const console_ = await start()
  const mia = await console_.join('Mia')
  const halo = { wish: { title: 'halo', artist: '' } }
  const standing = async () => must(await console_.requests.standingOf(halo))
  expect(await standing()).toEqual({ requestId: null, rule: null })
  const id = await ask(console_, mia, 'Halo')
  expect(await standing()).toEqual({ requestId: id, rule: null })
  must(await console_.requests.approve({ id, version: 0 }))
  must(await console_.playback.next())
  expect(await standing()).toMatchObject({ requestId: id })
  must(await console_.playback.finish())
  const { rules } = console_.live.night()?.event.config ?? { rules: null }
  if (rules === null) throw new Error('no rules')
  const event = { repeatAfterMinutes: 60 }
  must(await console_.nights.change(null, { config: event }))
  expect(await standing()).toEqual({
    requestId: id,
    rule: { words: 'song played', since: console_.request(id).playedAt },
  })
})
