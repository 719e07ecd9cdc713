import { existsSync } from 'node:fs'
import { appendFile, chmod, mkdir, mkdtemp, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { imageSize } from 'image-size'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pngPicture, writeBrokenMp3, writeMp3, writeWav } from '../../../tests/support/audio-files.ts'
import type { CatalogueSource } from '../../core/event.ts'
import type { Track } from '../../core/track.ts'
import type { Catalogue, CatalogueState } from '../../services/ports.ts'
import { createCatalogue } from './catalogue.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const realMusic = '/usr/share/games/wesnoth/1.16/data/core/music'

let place: string
let music: string
let opened: Catalogue[]

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'catalogue-'))
  music = join(place, 'music')
  await mkdir(music)
  opened = []
})

afterEach(async () => {
  await Promise.all(opened.map((catalogue) => catalogue.close()))
  await rm(place, { recursive: true, force: true })
})

function start(): Catalogue {
  const catalogue = createCatalogue({ cacheFolder: join(place, 'cache'), log, settleMs: 50 })
  opened.push(catalogue)
  return catalogue
}

function until(catalogue: Catalogue, wanted: (state: CatalogueState) => boolean): Promise<CatalogueState> {
  return new Promise((resolve) => {
    const undo = catalogue.onChange(look)
    function look(): void {
      const state = catalogue.state()
      if (!wanted(state)) return
      undo()
      resolve(state)
    }
    look()
  })
}

const isSettled = ({ phase }: CatalogueState) => phase === 'ready' || phase === 'failed'

/** The best match of a query, as soon as there is one. */
async function untilFound(catalogue: Catalogue, query: string): Promise<Track> {
  for (;;) {
    const changed = new Promise<void>((resolve) => {
      const undo = catalogue.onChange(() => {
        undo()
        resolve()
      })
    })
    const [track] = await catalogue.search(query, 1)
    if (track) return track
    await changed
  }
}

async function load(source: CatalogueSource, catalogue = start()) {
  await catalogue.open(source)
  return { catalogue, state: await until(catalogue, isSettled) }
}

const folder = (): CatalogueSource => ({ kind: 'folder', path: music })

async function list(name: string, content: string | Uint8Array): Promise<CatalogueSource> {
  await writeFile(join(place, name), content)
  return { kind: 'file', path: join(place, name) }
}

describe('a music folder', () => {
  test('tags, length and cover of files in folders within folders', async () => {
    const cover = pngPicture(900, 600, [200, 30, 60])
    writeMp3(join(music, 'a/b/x.mp3'), 12, {
      title: 'Halo',
      artist: 'Mira',
      album: 'One',
      year: 2008,
      genre: 'Pop',
      bpm: 80,
      key: 'Am',
      explicit: true,
      cover,
    })
    writeWav(join(music, 'Ben - Rain.wav'), 2)
    const { catalogue, state } = await load(folder())
    expect(state).toMatchObject({ phase: 'ready', songs: 2, skippedCount: 0, partial: false, watched: true })
    const [song] = await catalogue.search('halo mria', 20)
    expect(song).toMatchObject({
      provider: 'folder',
      title: 'Halo',
      artist: 'Mira',
      album: 'One',
      year: 2008,
      genre: 'Pop',
      bpm: 80,
      key: 'Am',
      explicit: true,
      path: join(music, 'a/b/x.mp3'),
      hasArtwork: true,
    })
    expect(Math.abs((song?.durationMs ?? 0) - 12_000)).toBeLessThan(200)
    expect(song?.id).toMatch(/^[\w-]{16}$/)
    expect(await catalogue.byId(song?.id ?? '')).toEqual(song)
    const artwork = await catalogue.artwork(song?.id ?? '')
    expect(artwork?.type).toBe('image/jpeg')
    expect(imageSize(artwork?.body ?? Buffer.alloc(0))).toMatchObject({
      width: 300,
      height: 200,
      type: 'jpg',
    })
    const [named] = await catalogue.search('rain', 20)
    expect(named).toMatchObject({ title: 'Rain', artist: 'Ben', durationMs: 2_000, hasArtwork: false })
    expect(await catalogue.artwork(named?.id ?? '')).toBeNull()
    expect(await catalogue.byId('AAAAAAAAAAAAAAAA')).toBeNull()
  })

  test('a broken file is left out and named, hidden ones are not looked at', async () => {
    writeMp3(join(music, 'good.mp3'), 2, { title: 'Good' })
    writeBrokenMp3(join(music, 'broken.mp3'))
    await writeFile(join(music, 'empty.mp3'), '')
    writeMp3(join(music, '.hidden/secret.mp3'), 2, { title: 'Secret' })
    await writeFile(join(music, 'notes.txt'), 'no music')
    const { state } = await load(folder())
    expect(state).toMatchObject({ phase: 'ready', songs: 1, skippedCount: 2 })
    const skipped = 'skipped' in state ? state.skipped : []
    expect(skipped.map(({ path }) => path).sort()).toEqual([
      join(music, 'broken.mp3'),
      join(music, 'empty.mp3'),
    ])
    for (const { reason } of skipped) expect(reason).toMatch(/this file.*\.$/i)
  })

  test('a cover of absurd size is no cover, one beside the songs is', async () => {
    const bomb = pngPicture(1, 1, [0, 0, 0])
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    writeMp3(join(music, 'bomb/x.mp3'), 2, { title: 'Bomb', cover: bomb })
    writeMp3(join(music, 'beside/x.mp3'), 2, { title: 'Beside' })
    await writeFile(join(music, 'beside/cover.png'), pngPicture(40, 40, [1, 2, 3]))
    const { catalogue } = await load(folder())
    const cover = async (query: string) => catalogue.artwork((await catalogue.search(query, 1))[0]?.id ?? '')
    expect(await cover('bomb')).toBeNull()
    expect(imageSize((await cover('beside'))?.body ?? Buffer.alloc(0))).toMatchObject({
      width: 40,
      height: 40,
    })
  })

  test('folders linked in a circle end', async () => {
    writeMp3(join(music, 'deep/x.mp3'), 2, { title: 'Halo' })
    await symlink(music, join(music, 'deep/up'))
    expect((await load(folder())).state).toMatchObject({ phase: 'ready', songs: 1 })
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be read is named', async () => {
    writeMp3(join(music, 'x.mp3'), 2, { title: 'Halo' })
    await mkdir(join(music, 'locked'), { mode: 0o000 })
    const { state } = await load(folder())
    await chmod(join(music, 'locked'), 0o700)
    expect(state).toMatchObject({ songs: 1, skipped: [{ path: join(music, 'locked') }] })
  })

  test('new, changed and deleted files are noticed; ids stay', async () => {
    writeMp3(join(music, 'a.mp3'), 2, { title: 'Halo', artist: 'Mira' })
    const { catalogue } = await load(folder())
    const [before] = await catalogue.search('halo', 1)
    writeMp3(join(music, 'new/b.mp3'), 2, { title: 'Rain', artist: 'Ben' })
    await until(catalogue, (state) => state.phase === 'ready' && state.songs === 2)
    writeMp3(join(music, 'a.mp3'), 3, { title: 'Sunlight', artist: 'Mira' })
    expect((await untilFound(catalogue, 'sunlight')).id).toBe(before?.id)
    await rm(join(music, 'new/b.mp3'))
    await until(catalogue, (state) => state.phase === 'ready' && state.songs === 1)
    expect(await catalogue.search('rain', 1)).toEqual([])
  })

  test('a restart serves what was read before, even when the drive is gone', async () => {
    writeMp3(join(music, 'a.mp3'), 2, { title: 'Halo', artist: 'Mira' })
    writeMp3(join(music, 'b.mp3'), 2, { title: 'Rain', artist: 'Ben' })
    const first = await load(folder())
    const [song] = await first.catalogue.search('halo', 1)
    await first.catalogue.close()
    await rename(music, join(place, 'unplugged'))
    const { catalogue, state } = await load(folder())
    expect(state).toMatchObject({ phase: 'ready', songs: 2, watched: false, skipped: [{ path: music }] })
    expect(await catalogue.search('halo', 1)).toEqual([song])
  })

  test('a drive that goes in mid-night takes no songs with it', async () => {
    writeMp3(join(music, 'a.mp3'), 2, { title: 'Halo', artist: 'Mira' })
    const { catalogue } = await load(folder())
    await rename(music, join(place, 'unplugged'))
    await catalogue.rescan()
    await until(catalogue, (state) => state.phase === 'ready' && !state.watched)
    expect(await catalogue.search('halo', 1)).toHaveLength(1)
  })

  test('stopping keeps what was read', async () => {
    for (let at = 0; at < 400; at++)
      writeMp3(join(music, `${at}.mp3`), 1, { title: `Song ${at}`, artist: 'Mira' })
    const catalogue = start()
    await catalogue.open(folder())
    await until(catalogue, (state) => state.phase === 'scanning' && state.filesDone > 0)
    await catalogue.cancel()
    const state = await until(catalogue, isSettled)
    expect(state).toMatchObject({ phase: 'ready', partial: true })
    const songs = state.phase === 'ready' ? state.songs : 0
    expect(songs).toBeGreaterThan(0)
    expect(songs).toBeLessThan(400)
    expect(await catalogue.search('mira song', 5)).toHaveLength(5)
    await catalogue.rescan()
    await until(catalogue, (next) => next.phase === 'ready' && next.songs === 400 && !next.partial)
  })

  test.runIf(existsSync(realMusic))('real music', async () => {
    const { catalogue, state } = await load({ kind: 'folder', path: realMusic })
    expect(state).toMatchObject({ phase: 'ready', skippedCount: 0 })
    const [song] = await catalogue.search('batle epic', 1)
    expect(song).toMatchObject({ title: 'Battle Epic', artist: 'Doug Kaufman', durationMs: 74_083 })
  })
})

describe('a list file', () => {
  test('the charts, every song once', async () => {
    const path = fileURLToPath(new URL('../../../tests/data/songs.tsv', import.meta.url))
    const { catalogue, state } = await load({ kind: 'file', path })
    expect(state).toMatchObject({ phase: 'ready', songs: 32_628, skippedCount: 0 })
    expect((await catalogue.search('abba dancing quen', 20))[0]).toMatchObject({
      title: 'Dancing Queen',
      year: 1976,
    })
  })

  test('changes are noticed, ids stay, doubles are merged', async () => {
    const source = await list('songs.csv', 'artist,title\nMira,Halo\nMIRA,halo!\n')
    const { catalogue, state } = await load(source)
    expect(state).toMatchObject({ songs: 1 })
    const [before] = await catalogue.search('halo', 1)
    await appendFile(source.path, 'Ben,Rain\n')
    await until(catalogue, (next) => next.phase === 'ready' && next.songs === 2)
    expect((await catalogue.search('halo', 1))[0]?.id).toBe(before?.id)
  })

  test('broken lines are counted and named by their number', async () => {
    const { catalogue, state } = await load(
      await list('songs.csv', 'title;artist\nHalo;Mira\n;Nobody\n"Rain; heavy";Ben\n'),
    )
    expect(state).toMatchObject({ songs: 2, skippedCount: 1, skipped: [{ path: 'songs.csv, line 3' }] })
    expect((await catalogue.search('rain heavy', 1))[0]).toMatchObject({
      title: 'Rain; heavy',
      artist: 'Ben',
    })
  })

  const accented = 'title,artist\r\nDéjà vu,Beyoncé\r\n'
  test.each([
    ['UTF-8', Buffer.from(accented)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${accented}`)],
    ['UTF-16 LE', Buffer.from(`\uFEFF${accented}`, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF${accented}`, 'utf16le').swap16()],
    ['Latin-1', Buffer.from(accented, 'latin1')],
    [
      'Latin-1 that starts plainly',
      Buffer.from(`title,artist\n${'Halo,Mira\n'.repeat(20_000)}Déjà vu,Beyoncé\n`, 'latin1'),
    ],
  ])('%s', async (_, content) => {
    const { catalogue } = await load(await list('songs.csv', content))
    expect((await catalogue.search('deja vu', 1))[0]).toMatchObject({ title: 'Déjà vu', artist: 'Beyoncé' })
  })

  test('a playlist, with the tags of files that are there', async () => {
    writeMp3(join(music, 'x.mp3'), 5, { title: 'Halo', artist: 'Mira', album: 'One' })
    const playlist = '#EXTM3U\n#EXTINF:225,Ben - Rain\nmusic/gone.mp3\n#EXTINF:5,M. - H.\nmusic\\x.mp3\n'
    const { catalogue, state } = await load(await list('night.m3u8', playlist))
    expect(state).toMatchObject({ songs: 2 })
    expect((await catalogue.search('rain', 1))[0]).toMatchObject({ artist: 'Ben', durationMs: 225_000 })
    expect((await catalogue.search('halo', 1))[0]).toMatchObject({
      artist: 'Mira',
      album: 'One',
      path: join(music, 'x.mp3'),
    })
  })
})

describe('what is no catalogue is refused in words', () => {
  test.each([
    ['missing', async () => join(place, 'nothing.csv'), 'catalogue-missing'],
    [
      'an archive',
      async () => (await list('a.csv', Buffer.from('PK\u0003\u0004....'))).path,
      'catalogue-unknown-kind',
    ],
    [
      'another text',
      async () => (await list('a.xml', '<?xml version="1.0"?><x/>')).path,
      'catalogue-unknown-kind',
    ],
    ['no header', async () => (await list('a.csv', 'foo,bar\n1,2\n')).path, 'catalogue-no-header'],
    ['nothing in it', async () => (await list('a.csv', '')).path, 'catalogue-empty'],
    ['a folder', async () => music, 'catalogue-unknown-kind'],
    [
      '2 GB',
      async () => {
        const { path } = await list('big.csv', 'title,artist\n')
        await truncate(path, 2 * 2 ** 30)
        return path
      },
      'catalogue-too-large',
    ],
  ])('a list file: %s', async (_, make, code) => {
    const source: CatalogueSource = { kind: 'file', path: await make() }
    const catalogue = start()
    expect(await catalogue.check(source)).toMatchObject({ ok: false, error: { code } })
    expect((await load(source, catalogue)).state).toMatchObject({ phase: 'failed', refusal: { code } })
  })

  test('a folder that is not there, and one without music', async () => {
    const missing: CatalogueSource = { kind: 'folder', path: join(place, 'gone') }
    const catalogue = start()
    expect(await catalogue.check(missing)).toMatchObject({ ok: false, error: { code: 'catalogue-missing' } })
    expect((await load(missing, catalogue)).state).toMatchObject({ refusal: { code: 'catalogue-missing' } })
    expect((await load(folder(), catalogue)).state).toMatchObject({ refusal: { code: 'catalogue-empty' } })
    await catalogue.open(null)
    expect(catalogue.state()).toEqual({ phase: 'none' })
    expect(await catalogue.search('halo', 1)).toEqual([])
  })
})
