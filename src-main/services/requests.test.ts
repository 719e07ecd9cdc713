import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { databaseProblem } from '../../db/database-problem.ts'
import { requestsIn } from '../../db/requests.ts'
import { eventually } from '../../tests/support/eventually.ts'
import type { Guest } from '../core/guest.ts'
import { queueOf } from '../core/queue.ts'
import { mineView } from '../projections/mine-view.ts'
import { codeOf, must, startConsole } from '../testing/a-console.ts'
import { createRequests } from './requests.ts'

let console_: Awaited<ReturnType<typeof startConsole>>
let mia: Guest
let jonas: Guest

beforeAll(async () => {
  console_ = await startConsole()
  await console_.openNight()
})

afterAll(() => console_.close())

beforeEach(async () => {
  const { session, nights, catalogue } = console_
  const source = console_.live.night()?.event.config.catalogue ?? null
  must(await nights.create(session.user()?.id ?? '', { title: 'Summer party', catalogue: source }))
  must(await nights.change(null, { status: 'live' }))
  if (catalogue.state().phase !== 'ready') {
    await new Promise<void>((ready) => catalogue.onChange((state) => state.phase === 'ready' && ready()))
  }
  mia = await console_.join('Mia')
  jonas = await console_.join('Jonas')
})

async function ask(guest: Guest, query: string, id = randomUUID()) {
  const outcome = await console_.requests.ask(guest, { id, trackId: await console_.trackId(query) }, null)
  return { id, outcome }
}

async function asked(guest: Guest, query: string) {
  const { id, outcome } = await ask(guest, query)
  must(outcome)
  return id
}

const seen = (id: string) => ({ id, version: console_.request(id).version })

test('a tap that is sent twice asks once, and says the same', async () => {
  const { id, outcome } = await ask(mia, 'waterloo')
  const again = await ask(mia, 'waterloo', id)
  expect(must(outcome)).toMatchObject({ created: true, request: { status: 'pending', nickname: 'Mia' } })
  expect(must(again.outcome)).toMatchObject({ created: false, request: { id } })
  expect(codeOf((await ask(mia, 'halo', id)).outcome)).toBe('id-taken')
  expect(codeOf((await ask(jonas, 'waterloo', id)).outcome)).toBe('id-taken')
})

test('a request is answered as it is by now, also when requests have closed since', async () => {
  const { id } = await ask(mia, 'waterloo')
  must(await console_.requests.approve(seen(id)))
  must(await console_.nights.change(null, { config: { requestsPaused: true } }))
  expect(must((await ask(mia, 'waterloo', id)).outcome).request.status).toBe('approved')
  expect(codeOf((await ask(mia, 'halo')).outcome)).toBe('requests-paused')
})

test('what was stored without an answer is shown, and answered when it comes again after a pause', async () => {
  let failures = 1
  const late = createRequests({
    ...console_,
    clock: Date.now,
    database: {
      ...console_.database,
      async submitRequests(...asked) {
        await console_.database.submitRequests(...asked)
        throw databaseProblem('unreachable', 'there')
      },
      async withTenant(...query) {
        if (failures-- > 0) throw databaseProblem('unreachable', 'there')
        return console_.database.withTenant(...query)
      },
    },
  })
  const wish = { title: 'Chiquitita', artist: 'ABBA' }
  const [seen, unseen] = [randomUUID(), randomUUID()]
  await expect(late.ask(mia, { id: seen, wish }, null)).rejects.toThrow('does not answer')
  await eventually(() => expect(console_.request(seen).status).toBe('pending'))

  failures = Number.POSITIVE_INFINITY
  const other = { id: unseen, wish: { title: 'Fernando', artist: 'ABBA' } }
  await expect(late.ask(mia, other, null)).rejects.toThrow('does not answer')
  must(await console_.nights.change(null, { config: { requestsPaused: true } }))
  expect(must(await console_.requests.ask(mia, other, null))).toMatchObject({ created: false })
  expect(console_.request(unseen).status).toBe('pending')
})

test('a +1 that is sent again after a pause has counted, also when its answer was lost', async () => {
  const [heard, lost] = [await asked(mia, 'halo'), await asked(mia, 'waterloo')]
  must(await console_.requests.vote(jonas, heard))
  const { eventId } = jonas
  const context = {
    role: 'guest',
    userId: console_.request(lost).userId,
    eventId,
    guestId: jonas.id,
  } as const
  await console_.database.withTenant(context, (tx) =>
    requestsIn(tx).addVote(console_.request(lost), jonas.id),
  )
  must(await console_.nights.change(null, { config: { requestsPaused: true } }))
  for (const id of [heard, lost]) {
    must(await console_.requests.vote(jonas, id))
    expect(console_.request(id).voters).toEqual([jonas.id])
  }
})

test('a song that is asked for again becomes a +1, once a guest', async () => {
  const id = await asked(mia, 'dancing queen')
  const { outcome } = await ask(jonas, 'dancing queen')
  expect(outcome).toMatchObject({
    ok: false,
    error: { code: 'already-asked', alternative: { requestId: id } },
  })
  must(await console_.requests.vote(jonas, id))
  must(await console_.requests.vote(jonas, id))
  must(await console_.requests.vote(mia, id))
  expect(console_.request(id).voters).toEqual([jonas.id])
})

test('two phones that ask for one song in the same moment make one request', async () => {
  const both = await Promise.all([ask(mia, 'halo'), ask(jonas, 'halo')])
  expect(both.map(({ outcome }) => codeOf(outcome)).sort()).toEqual(['already-asked', 'ok'])
})

test('the limit holds for two taps at once, and counts what was declined as nothing', async () => {
  must(await console_.nights.change(null, { config: { maxRequestsPerGuest: 2 } }))
  const first = await asked(mia, 'halo')
  const both = await Promise.all([ask(mia, 'waterloo'), ask(mia, 'bohemian')])
  expect(both.map(({ outcome }) => codeOf(outcome)).sort()).toEqual(['limit-reached', 'ok'])
  must(await console_.requests.decline(seen(first), null))
  expect(codeOf((await ask(mia, 'dancing queen')).outcome)).toBe('ok')
})

test('a wish needs no catalogue; the same wish in another spelling is the same song', async () => {
  const wish = (title: string, artist: string) => ({ id: randomUUID(), wish: { title, artist } })
  must(await console_.requests.ask(mia, wish('Café del Mar', 'Energy 52'), null))
  expect(codeOf(await console_.requests.ask(jonas, wish('cafe  DEL mar', 'Energy 52'), null))).toBe(
    'already-asked',
  )
  expect(codeOf(await console_.requests.ask(jonas, wish('\u200b', ''), null))).toBe('bad-input')
})

test('explicit songs are declined by themselves only when the DJ wants it', async () => {
  expect(codeOf((await ask(mia, 'lose yourself')).outcome)).toBe('ok')
  must(await console_.nights.change(null, { config: { autoDeclineExplicit: true } }))
  expect(codeOf((await ask(jonas, 'lose yourself')).outcome)).toBe('explicit')
})

test('auto-approve puts a request straight into the queue', async () => {
  must(await console_.nights.change(null, { config: { autoApprove: true } }))
  const ids = [await asked(mia, 'halo'), await asked(jonas, 'waterloo')]
  expect(console_.live.night()?.queue.map((request) => request.id)).toEqual(ids)
})

test('approve, play next, move and undo keep the order that the DJ made', async () => {
  const [a, b, c] = [await asked(mia, 'halo'), await asked(mia, 'waterloo'), await asked(jonas, 'bohemian')]
  const order = () => console_.live.night()?.queue.map((request) => request.id)
  must(await console_.requests.approve(seen(a)))
  must(await console_.requests.approve(seen(b)))
  must(await console_.requests.playNext(seen(c)))
  expect(order()).toEqual([c, a, b])
  must(await console_.requests.move(seen(b), a))
  expect(order()).toEqual([c, b, a])
  must(await console_.requests.reopen(seen(c)))
  expect(order()).toEqual([b, a])
  expect(console_.request(c)).toMatchObject({ status: 'pending', queuePosition: null, approvedAt: null })
})

test('a song that waits already was accepted when it was: to play it next is no news for the room', async () => {
  const [a, b] = [await asked(mia, 'halo'), await asked(jonas, 'waterloo')]
  must(await console_.requests.approve(seen(a)))
  must(await console_.requests.approve(seen(b)))
  const { approvedAt } = console_.request(b)
  must(await console_.requests.playNext(seen(b)))
  expect(console_.live.night()?.queue.map(({ id }) => id)).toEqual([b, a])
  expect(console_.request(b)).toMatchObject({ status: 'approved', approvedAt })
})

test('a song that was sent back goes where it stood, else to the end', async () => {
  const ids = [
    await asked(mia, 'waterloo'),
    await asked(mia, 'halo'),
    await asked(jonas, 'bohemian'),
  ] as const
  const [a, b, c] = ids
  for (const id of ids) must(await console_.requests.approve(seen(id)))
  const again = async (id: string, before: string | null) => {
    must(await console_.requests.reopen(seen(id)))
    must(await console_.requests.approve(seen(id), before))
    return queueOf(console_.live.night()?.requests.values() ?? []).map((song) => song.id)
  }
  expect(await again(b, c)).toEqual([a, b, c])
  expect(await again(a, null)).toEqual([b, c, a])
  expect(await again(b, randomUUID())).toEqual([c, a, b])
})

test('a change of what somebody else changed meanwhile is refused and nothing is lost', async () => {
  const id = await asked(mia, 'halo')
  const before = seen(id)
  must(await console_.requests.decline(before, 'Not tonight'))
  expect(codeOf(await console_.requests.approve(before))).toBe('stale')
  expect(console_.request(id)).toMatchObject({ status: 'rejected', rejectReason: 'Not tonight' })
})

test('a guest takes back only what is their own and still open', async () => {
  const id = await asked(mia, 'halo')
  expect(codeOf(await console_.requests.takeBack(jonas, id))).toBe('not-yours')
  must(await console_.requests.takeBack(mia, id))
  expect(console_.live.night()?.requests.has(id)).toBe(false)
  const decided = await asked(mia, 'waterloo')
  must(await console_.requests.approve(seen(decided)))
  expect(codeOf(await console_.requests.takeBack(mia, decided))).toBe('too-late')
})

test('what others want, too, stays when one takes it back: it is the first voter’s, without the words of the other', async () => {
  const ida = await console_.join('Ida')
  const id = randomUUID()
  const wish = { title: 'Chiquitita', artist: 'ABBA' }
  must(await console_.requests.ask(mia, { id, wish, note: 'For my Tom' }, null))
  for (const guest of [jonas, ida]) must(await console_.requests.vote(guest, id))
  must(await console_.requests.takeBack(mia, id))
  const handedOn = { status: 'pending', guestId: jonas.id, nickname: 'Jonas', note: null, voters: [ida.id] }
  expect(console_.request(id)).toMatchObject({ ...handedOn, version: 1 })
  const night = console_.live.night()
  expect([mia, jonas, ida].map((guest) => night?.byGuest.get(guest.id)?.has(id))).toEqual([false, true, true])
  await console_.nights.reload()
  expect(console_.request(id)).toMatchObject(handedOn)

  expect(codeOf(await console_.requests.takeBack(mia, id))).toBe('not-yours')
  must(await console_.requests.vote(mia, id))
  for (const guest of [jonas, ida, mia]) must(await console_.requests.takeBack(guest, id))
  expect(console_.live.night()?.requests.has(id)).toBe(false)
})

test('a +1 and a taking back in the same moment end alike everywhere; taking back twice at once is no error', async () => {
  for (let round = 0; round < 10; round++) {
    const id = randomUUID()
    must(await console_.requests.ask(mia, { id, wish: { title: `Song ${round}`, artist: '' } }, null))
    const [first, second, vote] = await Promise.all([
      console_.requests.takeBack(mia, id),
      console_.requests.takeBack(mia, id),
      console_.requests.vote(jonas, id),
    ])
    const shown = console_.live.night()?.requests.get(id)
    expect(shown?.guestId).toBe(vote.ok ? jonas.id : undefined)
    if (!vote.ok) expect([first, second].map(codeOf)).toEqual(['ok', 'ok'])
    await console_.nights.reload()
    expect(console_.live.night()?.requests.get(id)).toEqual(shown)
  }
})

test('playing marks the song before as played, by hand or by next', async () => {
  const [a, b] = [await asked(mia, 'halo'), await asked(jonas, 'waterloo')]
  for (const id of [a, b]) must(await console_.requests.approve(seen(id)))
  must(await console_.playback.start(seen(b)))
  expect(console_.live.night()?.playing?.id).toBe(b)
  must(await console_.playback.next())
  expect(console_.live.night()?.playing?.id).toBe(a)
  expect(console_.request(b).status).toBe('played')
  must(await console_.playback.next())
  expect(console_.live.night()?.playing).toBeNull()
  expect(console_.request(a)).toMatchObject({ status: 'played' })
  expect(codeOf((await ask(jonas, 'waterloo')).outcome)).toBe('played-recently')
})

test('what the DJ adds goes to the end of the queue; a song that is asked for already leads to that request, as it is', async () => {
  const waiting = await asked(mia, 'halo')
  const again = { id: randomUUID(), song: { trackId: await console_.trackId('halo') } }
  const refused = await console_.requests.add({ ...again, nickname: 'Ruth', note: 'for Emil' })
  expect(refused).toMatchObject({
    error: { code: 'already-asked', alternative: { requestId: waiting } },
  })
  expect(console_.request(waiting)).toMatchObject({ status: 'pending', nickname: 'Mia', note: null })
  must(
    await console_.requests.add({ id: randomUUID(), song: { trackId: await console_.trackId('waterloo') } }),
  )
  expect(console_.live.night()?.queue.map(({ nickname }) => nickname)).toEqual(['DJ'])
})

test('who asked and who added a +1 read the DJ’s answer, nobody else; it goes with the request’s guest', async () => {
  const id = await asked(mia, 'waterloo')
  must(await console_.requests.vote(jonas, id))
  const lea = await console_.join('Lea')
  must(await console_.requests.answer(seen(id), '  Maybe\n later '))
  const read = (guest: Guest) => {
    const night = console_.live.night()
    return night ? mineView(night, guest).requests.map(({ answer }) => answer) : null
  }
  expect([read(mia), read(jonas), read(lea)]).toEqual([['Maybe later'], ['Maybe later'], []])
  expect(codeOf(await console_.requests.answer({ id, version: 0 }, 'Too late'))).toBe('stale')
  must(await console_.requests.takeBack(mia, id))
  expect(read(jonas)).toEqual([null])
})

test('somebody without a phone is entered under their name, in the inbox or up next, from the music or typed', async () => {
  const [first, second] = [randomUUID(), randomUUID()]
  const trackId = await console_.trackId('halo')
  const ruth = { nickname: '  Ruth ', note: 'for Emil' }
  must(await console_.requests.add({ id: first, song: { trackId }, ...ruth, to: 'inbox' }))
  must(
    await console_.requests.add({ id: second, song: { wish: { title: 'Moon River', artist: '' } }, ...ruth }),
  )
  expect(console_.request(first)).toMatchObject({ status: 'pending', nickname: 'Ruth', note: 'for Emil' })
  expect(console_.request(second)).toMatchObject({ status: 'approved', nickname: 'Ruth' })
  const again = { id: randomUUID(), song: { wish: { title: 'moon river', artist: '' } } }
  expect(codeOf(await console_.requests.add(again))).toBe('already-asked')
  const empty = { id: randomUUID(), song: { wish: { title: '\u200b', artist: '' } } }
  expect(codeOf(await console_.requests.add(empty))).toBe('bad-input')
})
