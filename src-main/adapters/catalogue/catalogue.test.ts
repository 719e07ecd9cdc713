import { existsSync } from 'node:fs'
import { chmod, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { imageSize } from 'image-size'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aCataloguePlace, isSettled, until, untilFound } from '../../../tests/support/a-catalogue.ts'
import { pngPicture, writeBrokenMp3, writeMp3, writeWav } from '../../../tests/support/audio-files.ts'
import { CatalogueAway } from '../../core/catalogue/catalogue-away.ts'

const realMusic = '/usr/share/games/wesnoth/1.16/data/core/music'

let at: Awaited<ReturnType<typeof aCataloguePlace>>

beforeEach(async () => {
  at = await aCataloguePlace()
})

afterEach(() => at.remove())

describe('a music folder', () => {
  test('tags, length and cover of files in folders within folders', async () => {
    const cover = pngPicture(900, 600, [200, 30, 60])
    writeMp3(join(at.music, 'a/b/x.mp3'), 12, {
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
    writeWav(join(at.music, 'Ben - Rain.wav'), 2)
    const { catalogue, state } = await at.load(at.folder)
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
      path: join(at.music, 'a/b/x.mp3'),
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

  test('whoever looks before anything can be found is told so, instead of that there is nothing', async () => {
    writeMp3(join(at.music, 'x.mp3'), 2, { title: 'Halo', artist: 'Mira' })
    const catalogue = at.start()
    const opening = catalogue.open(at.folder)
    await expect(catalogue.search('halo', 20)).rejects.toThrow(CatalogueAway)
    await expect(catalogue.byId('AAAAAAAAAAAAAAAA')).rejects.toThrow(CatalogueAway)
    expect(await catalogue.artwork('AAAAAAAAAAAAAAAA')).toBeNull()
    await opening
    await until(catalogue, isSettled)
    expect(await catalogue.search('halo', 20)).toHaveLength(1)
    expect(await catalogue.byId('AAAAAAAAAAAAAAAA')).toBeNull()
  })

  test('a broken file is left out and named, hidden ones are not looked at', async () => {
    writeMp3(join(at.music, 'good.mp3'), 2, { title: 'Good' })
    writeBrokenMp3(join(at.music, 'broken.mp3'))
    await writeFile(join(at.music, 'empty.mp3'), '')
    writeMp3(join(at.music, '.hidden/secret.mp3'), 2, { title: 'Secret' })
    await writeFile(join(at.music, 'notes.txt'), 'no music')
    const { state } = await at.load(at.folder)
    expect(state).toMatchObject({ phase: 'ready', songs: 1, skippedCount: 2 })
    const skipped = 'skipped' in state ? state.skipped : []
    expect(skipped.map(({ path }) => path).sort()).toEqual([
      join(at.music, 'broken.mp3'),
      join(at.music, 'empty.mp3'),
    ])
    for (const { reason } of skipped) expect(reason).toMatch(/this file.*\.$/i)
  })

  test('a cover of absurd size is no cover, one beside the songs is', async () => {
    const bomb = pngPicture(1, 1, [0, 0, 0])
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    writeMp3(join(at.music, 'bomb/x.mp3'), 2, { title: 'Bomb', cover: bomb })
    writeMp3(join(at.music, 'beside/x.mp3'), 2, { title: 'Beside' })
    await writeFile(join(at.music, 'beside/cover.png'), pngPicture(40, 40, [1, 2, 3]))
    const { catalogue } = await at.load(at.folder)
    const cover = async (query: string) => catalogue.artwork((await catalogue.search(query, 1))[0]?.id ?? '')
    expect(await cover('bomb')).toBeNull()
    expect(imageSize((await cover('beside'))?.body ?? Buffer.alloc(0))).toMatchObject({
      width: 40,
      height: 40,
    })
  })

  test('folders linked in a circle end', async () => {
    writeMp3(join(at.music, 'deep/x.mp3'), 2, { title: 'Halo' })
    await symlink(at.music, join(at.music, 'deep/up'))
    expect((await at.load(at.folder)).state).toMatchObject({ phase: 'ready', songs: 1 })
  })

  test.skipIf(process.getuid?.() === 0)('a folder that may not be read is named', async () => {
    writeMp3(join(at.music, 'x.mp3'), 2, { title: 'Halo' })
    await mkdir(join(at.music, 'locked'), { mode: 0o000 })
    const { state } = await at.load(at.folder)
    await chmod(join(at.music, 'locked'), 0o700)
    expect(state).toMatchObject({ songs: 1, skipped: [{ path: join(at.music, 'locked') }] })
  })

  test('new, changed and deleted files are noticed; ids stay', async () => {
    writeMp3(join(at.music, 'a.mp3'), 2, { title: 'Halo', artist: 'Mira' })
    const { catalogue } = await at.load(at.folder)
    const [before] = await catalogue.search('halo', 1)
    writeMp3(join(at.music, 'new/b.mp3'), 2, { title: 'Rain', artist: 'Ben' })
    await until(catalogue, (state) => state.phase === 'ready' && state.songs === 2)
    writeMp3(join(at.music, 'a.mp3'), 3, { title: 'Sunlight', artist: 'Mira' })
    expect((await untilFound(catalogue, 'sunlight')).id).toBe(before?.id)
    await rm(join(at.music, 'new/b.mp3'))
    await until(catalogue, (state) => state.phase === 'ready' && state.songs === 1)
    expect(await catalogue.search('rain', 1)).toEqual([])
  })

  test('a restart serves what was read before, even when the drive is gone', async () => {
    writeMp3(join(at.music, 'a.mp3'), 2, { title: 'Halo', artist: 'Mira' })
    writeMp3(join(at.music, 'b.mp3'), 2, { title: 'Rain', artist: 'Ben' })
    const first = await at.load(at.folder)
    const [song] = await first.catalogue.search('halo', 1)
    await first.catalogue.close()
    await rename(at.music, join(at.place, 'unplugged'))
    const { catalogue, state } = await at.load(at.folder)
    expect(state).toMatchObject({ phase: 'ready', songs: 2, watched: false, skipped: [{ path: at.music }] })
    expect(await catalogue.search('halo', 1)).toEqual([song])
  })

  test('a drive that goes in mid-night takes no songs with it', async () => {
    writeMp3(join(at.music, 'a.mp3'), 2, { title: 'Halo', artist: 'Mira' })
    const { catalogue } = await at.load(at.folder)
    await rename(at.music, join(at.place, 'unplugged'))
    await catalogue.rescan()
    await until(catalogue, (state) => state.phase === 'ready' && !state.watched)
    expect(await catalogue.search('halo', 1)).toHaveLength(1)
  })

  test('stopping keeps what was read', async () => {
    for (let n = 0; n < 400; n++)
      writeMp3(join(at.music, `${n}.mp3`), 1, { title: `Song ${n}`, artist: 'Mira' })
    const catalogue = at.start()
    await catalogue.open(at.folder)
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
    const { catalogue, state } = await at.load({ kind: 'folder', path: realMusic })
    expect(state).toMatchObject({ phase: 'ready', skippedCount: 0 })
    const [song] = await catalogue.search('batle epic', 1)
    expect(song).toMatchObject({ title: 'Battle Epic', artist: 'Doug Kaufman', durationMs: 74_083 })
  })
})
