import { randomUUID } from 'node:crypto'
import { mkdtemp, rename, rm, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeMp3, writeWav } from '../../../tests/support/audio-files.ts'
import { eventually } from '../../../tests/support/eventually.ts'
import { playerView } from '../../projections/player-view.ts'
import { roomView } from '../../projections/room-view.ts'
import { songStarters } from '../../spotify-handlers.ts'
import { codeOf, must, startConsole } from '../../testing/a-console.ts'

/** A night over a real folder of music, played from this computer; the time is told by hand. */

let console_: Awaited<ReturnType<typeof startConsole>>
let music: string
let now: number

beforeEach(async () => {
  now = Date.now()
  music = await mkdtemp(join(tmpdir(), 'cueline-own-music-'))
  for (const title of ['Waterloo', 'Fernando', 'Chiquitita'])
    writeMp3(join(music, `${title}.mp3`), 200, { title, artist: 'ABBA' })
  writeWav(join(music, 'Old record.wav'), 1, { title: 'Old record', artist: 'ABBA' })
  console_ = await startConsole({ clock: () => now, after: () => () => {} })
  await console_.openNight()
  must(await console_.nights.setCatalogue(null, { kind: 'folder', path: music }))
  await eventually(() => expect(console_.ownCatalogue.state()).toMatchObject({ phase: 'ready', songs: 4 }))
  must(await console_.nights.change(null, { config: { player: 'local' } }))
})

afterEach(async () => {
  await console_.close()
  await rm(music, { recursive: true, force: true })
})

async function queue(...titles: readonly string[]): Promise<readonly string[]> {
  const ids = []
  for (const title of titles) {
    const id = randomUUID()
    must(await console_.requests.add({ id, song: { trackId: await console_.trackId(title) } }))
    ids.push(id)
  }
  return ids
}

async function wish(title: string): Promise<string> {
  const mia = await console_.join('Mia')
  const id = randomUUID()
  must(await console_.requests.ask(mia, { id, wish: { title, artist: '' } }, null))
  must(await console_.requests.approve({ id, version: console_.request(id).version }))
  return id
}

function night() {
  const open = console_.live.night()
  if (!open) throw new Error('no night')
  return open
}

const view = () => playerView(console_.local, night())
const player = () => console_.local.player
const jumpNow = () => view().head?.jump ?? 0

test('what is up next sounds in order, is played when it ends, and quiet follows the last one', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = ''] = await queue('Waterloo', 'Fernando')
  expect(view()).toMatchObject({ head: null, next: { requestId: first } })
  must(await player().play())
  expect(view()).toMatchObject({
    head: { requestId: first, playing: true, positionMs: 0 },
    next: { requestId: second },
  })
  must(await player().ended(first))
  expect(console_.request(first).status).toBe('played')
  expect(view()).toMatchObject({ head: { requestId: second, playing: true }, next: null })
  // Told twice: nothing more happens.
  must(await player().ended(first))
  expect(view().head?.requestId).toBe(second)
  must(await player().ended(second))
  expect(console_.request(second).status).toBe('played')
  expect(view().head).toBeNull()
  // What is approved now waits for the DJ.
  await queue('Chiquitita')
  expect(night().playing).toBeNull()
  await stop()
})

test('all faces see where the song is, that it is paused, and where it goes on', async () => {
  const stop = console_.local.start(() => {})
  await queue('Waterloo')
  must(await player().play())
  now += 30_000
  player().pause()
  now += 60_000
  expect(roomView(night(), now).nowPlaying).toMatchObject({ elapsedMs: 30_000, paused: true })
  must(await player().play())
  now += 5_000
  expect(roomView(night(), now).nowPlaying).toMatchObject({ elapsedMs: 35_000 })
  expect(roomView(night(), now).nowPlaying).not.toHaveProperty('paused')
  player().seek(120_000)
  expect(roomView(night(), now).nowPlaying).toMatchObject({ elapsedMs: 120_000 })
  await stop()
})

test('where the song was before the DJ went elsewhere in it is heard too late to count', async () => {
  const stop = console_.local.start(() => {})
  const [first = ''] = await queue('Waterloo')
  must(await player().play())
  const before = jumpNow()
  now += 10_000
  player().seek(120_000)
  player().heard(first, 10_000, before)
  expect(view().head).toMatchObject({ positionMs: 120_000 })
  player().heard(first, 119_000, jumpNow())
  expect(view().head).toMatchObject({ positionMs: 119_000 })
  await stop()
})

test('a song that ends while the DJ starts another by hand leaves one of them sounding', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = '', third = ''] = await queue('Waterloo', 'Fernando', 'Chiquitita')
  must(await player().play())
  const { version } = console_.request(third)
  await Promise.all([player().ended(first), player().start({ id: third, version })])
  expect([second, third]).toContain(night().playing?.id)
  expect(view().head).toMatchObject({ requestId: night().playing?.id, playing: true })
  await stop()
})

test('a song that has begun by itself as the DJ leaves the one before it is not skipped', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = ''] = await queue('Waterloo', 'Fernando', 'Chiquitita')
  const starters = songStarters(console_)
  must(await player().play())
  must(await player().ended(first))
  expect(codeOf(await starters.next(first))).toBe('stale')
  expect(codeOf(await starters.finish(first))).toBe('stale')
  expect(view().head).toMatchObject({ requestId: second, playing: true })
  expect(console_.request(second).status).toBe('approved')
  // At the same moment it goes on by one, whoever is first.
  must(await starters.next(second))
  const third = night().playing?.id ?? ''
  await queue('Fernando')
  await Promise.all([player().ended(third), starters.next(third)])
  expect(night().queue).toHaveLength(0)
  expect(night().playing).not.toBeNull()
  await stop()
})

test('a drive that is back in time is no reason to stop before its song', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = ''] = await queue('Waterloo', 'Fernando')
  const file = join(music, 'Fernando.mp3')
  must(await player().play())
  await rename(file, `${file}.away`)
  await player().failed(second)
  expect(view()).toMatchObject({ next: null, waits: { requestId: second } })
  await rename(`${file}.away`, file)
  must(await player().ended(first))
  expect(view()).toMatchObject({ head: { requestId: second, playing: true }, waits: null })
  await stop()
})

test('a song that waits can be played as soon as its drive is back, before the folder is read anew', async () => {
  const id = await console_.trackId('Waterloo')
  await queue('Waterloo')
  const file = join(music, 'Waterloo.mp3')
  await rename(file, `${file}.away`)
  await eventually(() => expect(console_.ownCatalogue.state()).toMatchObject({ phase: 'ready', songs: 3 }))
  expect(await console_.local.files.isThere(id)).toBe(false)
  await rename(`${file}.away`, file)
  expect(await console_.local.files.isThere(id)).toBe(true)
})

test('before a song without a file it is quiet, in words; skipped, it stays for the DJ and the next one plays', async () => {
  const stop = console_.local.start(() => {})
  const [first = ''] = await queue('Waterloo')
  const wished = await wish('Something slow')
  const [third = ''] = await queue('Fernando')
  must(await player().play())
  expect(view()).toMatchObject({ next: null, waits: { requestId: wished } })
  expect(view().waits?.words).toBe(
    '“Something slow” has no file on this computer. Play it on your decks, or skip it.',
  )
  // Asked for in the middle of a song, the music goes on and the words are said.
  expect(codeOf(await player().next())).toBe('left-to-dj')
  expect(view().head?.requestId).toBe(first)
  must(await player().ended(first))
  expect(night().playing).toBeNull()
  must(await player().skip(wished))
  expect(night().playing?.id).toBe(third)
  expect(night().queue.map(({ id }) => id)).toEqual([wished])
  // The DJ's own hands may play it: this computer is quiet meanwhile.
  must(await songStarters(console_).start({ id: wished, version: console_.request(wished).version }))
  expect(night().playing?.id).toBe(wished)
  expect(view().head).toBeNull()
  await stop()
})

test('a file that is gone stops the music in words, and is tried again when the DJ says so', async () => {
  const stop = console_.local.start(() => {})
  const [first = ''] = await queue('Waterloo')
  await unlink(join(music, 'Waterloo.mp3'))
  must(await player().play())
  await player().failed(first)
  expect(view().head).toMatchObject({ requestId: first, playing: false })
  expect(view().halted).toMatch(/^“Waterloo” is not where its file was\./)
  writeMp3(join(music, 'Waterloo.mp3'), 200, { title: 'Waterloo', artist: 'ABBA' })
  must(await player().play())
  expect(view()).toMatchObject({ head: { playing: true }, halted: null })
  await stop()
})

test('a song that failed is not played once the DJ goes on: it waits in the queue, with why', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = '', third = ''] = await queue('Waterloo', 'Fernando', 'Chiquitita')
  await unlink(join(music, 'Waterloo.mp3'))
  must(await player().play())
  await player().failed(first)
  expect(view()).toMatchObject({ failed: first, halted: expect.stringContaining('Waterloo') })
  must(await player().next())
  expect(view()).toMatchObject({ head: { requestId: second, playing: true }, failed: null, halted: null })
  expect(console_.request(first)).toMatchObject({ status: 'approved', startedAt: null, playedAt: null })
  expect(night().queue.map(({ id }) => id)).toEqual([first, third])
  expect(view().left).toEqual([{ requestId: first, words: 'Skipped. Its file is gone: play it by hand' }])
  // What was heard is played, and what failed is not begun by itself.
  must(await player().ended(second))
  expect(console_.request(second).status).toBe('played')
  expect(night().playing?.id).toBe(third)
  // Once its file is back the DJ starts it like any other.
  writeMp3(join(music, 'Waterloo.mp3'), 200, { title: 'Waterloo', artist: 'ABBA' })
  must(await player().start({ id: first, version: console_.request(first).version }))
  expect(view()).toMatchObject({ head: { requestId: first, playing: true }, left: [] })
  await stop()
})

test('the last song of all that failed goes back to the queue, too, and it is quiet', async () => {
  const stop = console_.local.start(() => {})
  const [first = ''] = await queue('Waterloo')
  must(await player().play())
  await player().failed(first)
  must(await player().next())
  expect(night().playing).toBeNull()
  expect(night().queue.map(({ id }) => id)).toEqual([first])
  await stop()
})

test('a song that fails when most of it was heard, or that the DJ plays by hand then, is played', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = '', third = ''] = await queue('Waterloo', 'Fernando', 'Chiquitita')
  must(await player().play())
  player().seek((console_.request(first).track.durationMs ?? 0) * 0.8)
  await player().failed(first)
  must(await player().next())
  expect(console_.request(first).status).toBe('played')
  await player().failed(second)
  player().byHand(second)
  expect(view()).toMatchObject({ head: null, failed: null, halted: null })
  expect(night().playing?.id).toBe(second)
  must(await player().next())
  expect(console_.request(second).status).toBe('played')
  expect(night().playing?.id).toBe(third)
  await stop()
})

test('a file that does not answer is told in words; it goes on by itself, or the DJ goes on without it', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = ''] = await queue('Waterloo', 'Fernando')
  must(await player().play())
  now += 5_000
  player().stuck(first, 900, true)
  expect(view()).toMatchObject({ failed: first, head: { playing: true, positionMs: 900 } })
  expect(view().halted).toMatch(/^“Waterloo” does not answer: its drive may be slow or away\./)
  player().stuck(first, 900, false)
  expect(view()).toMatchObject({ failed: null, halted: null, head: { playing: true, positionMs: 900 } })
  player().stuck(first, 1_400, true)
  must(await player().next())
  expect(view().head).toMatchObject({ requestId: second, playing: true })
  expect(view().left).toEqual([
    { requestId: first, words: 'Skipped. Its drive did not answer: play it by hand' },
  ])
  expect(console_.request(first).playedAt).toBeNull()
  await stop()
})

test('a computer that slept in the middle of a song has it paused where it was heard last', async () => {
  const stop = console_.local.start(() => {})
  const [first = ''] = await queue('Waterloo')
  must(await player().play())
  now += 42_000
  player().heard(first, 42_000, jumpNow())
  now += 2_000
  // It was not told before: eight hours later it wakes.
  now += 8 * 3_600_000
  player().slept()
  expect(view().head).toMatchObject({ playing: false, positionMs: 45_000 })
  expect(view().halted).toMatch(/The computer slept/)
  expect(roomView(night(), now).nowPlaying).toMatchObject({ elapsedMs: 45_000, paused: true })
  expect(console_.request(first).status).toBe('approved')
  must(await player().play())
  expect(view()).toMatchObject({ head: { playing: true, positionMs: 45_000 }, halted: null })
  // Told before it sleeps and after it woke: once.
  now += 1_000
  player().slept()
  now += 3_600_000
  player().slept()
  expect(view().head).toMatchObject({ playing: false, positionMs: 46_000 })
  await stop()
})

test('after a restart, or at the DJ’s other computer, the song is there, paused where it was: one console sounds', async () => {
  const stop = console_.local.start(() => {})
  const [first = ''] = await queue('Waterloo')
  must(await player().play())
  now += 43_000
  player().heard(first, 42_800, jumpNow())
  await console_.local.memory.flush()
  const again = await startConsole({ ...console_, clock: () => now })
  await again.nights.resume(night().event.userId)
  must(await again.signIn.signIn('anna', 'correct horse'))
  const stopAgain = again.local.start(() => {})
  await expect
    .poll(() => again.local.player.state().head)
    .toMatchObject({ requestId: first, playing: false, positionMs: 42_800 })
  await expect.poll(() => view().head).toBeNull()
  await stopAgain()
  await again.close()
  await stop()
})

test('when its page is loaded anew it is paused, and when its output is gone, too', async () => {
  const stop = console_.local.start(() => {})
  const [first = ''] = await queue('Waterloo')
  must(await player().play())
  now += 10_000
  player().heard(first, 10_000, jumpNow())
  player().silent()
  expect(view().head).toMatchObject({ playing: false, positionMs: 10_000 })
  must(await player().play())
  player().halted(first, 12_000, 'USB mixer')
  expect(view().head).toMatchObject({ playing: false, positionMs: 12_000 })
  expect(view().halted).toMatch(/^“USB mixer” is not connected/)
  await stop()
})

test('another player takes the queue as it is', async () => {
  const stop = console_.local.start(() => {})
  const [first = '', second = ''] = await queue('Waterloo', 'Fernando')
  must(await player().play())
  must(await console_.nights.change(null, { config: { player: 'hand' } }))
  expect(view()).toMatchObject({ head: null, next: null, waits: null })
  expect(night().playing?.id).toBe(first)
  expect(night().queue.map(({ id }) => id)).toEqual([second])
  await stop()
})

test('only songs of the night’s music can be had, by their id', async () => {
  const id = await console_.trackId('Waterloo')
  expect(await console_.local.files.find(id)).toEqual({
    path: join(music, 'Waterloo.mp3'),
    type: 'audio/mpeg',
  })
  expect(await console_.local.files.find('AAAAAAAAAAAAAAAA')).toBeNull()
  expect(await console_.local.files.find('../../etc/passwd')).toBeNull()
  must(await console_.nights.setCatalogue(null, null))
  await expect.poll(() => console_.local.files.find(id)).toBeNull()
})
