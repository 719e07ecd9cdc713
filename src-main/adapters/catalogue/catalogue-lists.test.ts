import { appendFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aCataloguePlace, until } from '../../../tests/support/a-catalogue.ts'
import { writeMp3 } from '../../../tests/support/audio-files.ts'
import type { CatalogueSource } from '../../core/event.ts'

let at: Awaited<ReturnType<typeof aCataloguePlace>>

beforeEach(async () => {
  at = await aCataloguePlace()
})

afterEach(() => at.remove())

describe('a list file', () => {
  test('the charts, every song once', async () => {
    const path = fileURLToPath(new URL('../../../tests/data/songs.tsv', import.meta.url))
    const { catalogue, state } = await at.load({ kind: 'file', path })
    expect(state).toMatchObject({ phase: 'ready', songs: 32_628, skippedCount: 0 })
    expect((await catalogue.search('abba dancing quen', 20))[0]).toMatchObject({
      title: 'Dancing Queen',
      year: 1976,
    })
  })

  test('changes are noticed, ids stay, doubles are merged', async () => {
    const source = await at.list('songs.csv', 'artist,title\nMira,Halo\nMIRA,halo!\n')
    const { catalogue, state } = await at.load(source)
    expect(state).toMatchObject({ songs: 1 })
    const [before] = await catalogue.search('halo', 1)
    await appendFile(source.path, 'Ben,Rain\n')
    await until(catalogue, (next) => next.phase === 'ready' && next.songs === 2)
    expect((await catalogue.search('halo', 1))[0]?.id).toBe(before?.id)
  })

  test('broken lines are counted and named by their number', async () => {
    const { catalogue, state } = await at.load(
      await at.list('songs.csv', 'title;artist\nHalo;Mira\n;Nobody\n"Rain; heavy";Ben\n'),
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
    const { catalogue } = await at.load(await at.list('songs.csv', content))
    expect((await catalogue.search('deja vu', 1))[0]).toMatchObject({ title: 'Déjà vu', artist: 'Beyoncé' })
  })

  test('a playlist, with the tags of files that are there', async () => {
    writeMp3(join(at.music, 'x.mp3'), 5, { title: 'Halo', artist: 'Mira', album: 'One' })
    const playlist = '#EXTM3U\n#EXTINF:225,Ben - Rain\nmusic/gone.mp3\n#EXTINF:5,M. - H.\nmusic\\x.mp3\n'
    const { catalogue, state } = await at.load(await at.list('night.m3u8', playlist))
    expect(state).toMatchObject({ songs: 2 })
    expect((await catalogue.search('rain', 1))[0]).toMatchObject({ artist: 'Ben', durationMs: 225_000 })
    expect((await catalogue.search('halo', 1))[0]).toMatchObject({
      artist: 'Mira',
      album: 'One',
      path: join(at.music, 'x.mp3'),
    })
  })
})

describe('what is no catalogue is refused in words', () => {
  test.each([
    ['missing', async () => join(at.place, 'nothing.csv'), 'catalogue-missing'],
    [
      'an archive',
      async () => (await at.list('a.csv', Buffer.from('PK\u0003\u0004....'))).path,
      'catalogue-unknown-kind',
    ],
    [
      'another text',
      async () => (await at.list('a.xml', '<?xml version="1.0"?><x/>')).path,
      'catalogue-unknown-kind',
    ],
    ['no header', async () => (await at.list('a.csv', 'foo,bar\n1,2\n')).path, 'catalogue-no-header'],
    ['nothing in it', async () => (await at.list('a.csv', '')).path, 'catalogue-empty'],
    ['a folder', async () => at.music, 'catalogue-unknown-kind'],
    [
      '2 GB',
      async () => {
        const { path } = await at.list('big.csv', 'title,artist\n')
        await truncate(path, 2 * 2 ** 30)
        return path
      },
      'catalogue-too-large',
    ],
  ])('a list file: %s', async (_, make, code) => {
    const source: CatalogueSource = { kind: 'file', path: await make() }
    const catalogue = at.start()
    expect(await catalogue.check(source)).toMatchObject({ ok: false, error: { code } })
    expect((await at.load(source, catalogue)).state).toMatchObject({ phase: 'failed', refusal: { code } })
  })

  test('a folder that is not there, and one without music', async () => {
    const missing: CatalogueSource = { kind: 'folder', path: join(at.place, 'gone') }
    const catalogue = at.start()
    expect(await catalogue.check(missing)).toMatchObject({ ok: false, error: { code: 'catalogue-missing' } })
    expect((await at.load(missing, catalogue)).state).toMatchObject({
      refusal: { code: 'catalogue-missing' },
    })
    expect((await at.load(at.folder, catalogue)).state).toMatchObject({
      refusal: { code: 'catalogue-empty' },
    })
    await catalogue.open(null)
    expect(catalogue.state()).toEqual({ phase: 'none' })
    expect(await catalogue.search('halo', 1)).toEqual([])
  })
})
