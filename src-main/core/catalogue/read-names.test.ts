import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAudioName, isHiddenName, readFileName } from './audio-file-name.ts'
import { createM3uReader } from './read-m3u.ts'
import { listKind, sniffList } from './sniff-list.ts'

test.each([
  ['Mira - Halo.mp3', 'Mira', 'Halo'],
  ['01 - Mira - Halo.mp3', 'Mira', 'Halo'],
  ['01. Halo.flac', '', 'Halo'],
  ['01 Halo.flac', '', 'Halo'],
  ['1-07 Halo.m4a', '', '1-07 Halo'],
  ['1-07 - Halo.m4a', '', 'Halo'],
  ['A1 - Mira - Halo.wav', 'Mira', 'Halo'],
  ['Mira_-_Halo_(Live).ogg', 'Mira', 'Halo (Live)'],
  ['Mira - 03 - Halo.mp3', 'Mira', 'Halo'],
  ['Mira - One - Halo.mp3', 'Mira', 'One - Halo'],
  ['99 Luftballons.mp3', '', '99 Luftballons'],
  ['Mira – Halo.mp3', 'Mira', 'Halo'],
  ['folder/Mira - Halo.mp3', 'Mira', 'Halo'],
  ['St. Anger.mp3', '', 'St. Anger'],
])('%s', (name, artist, title) => {
  expect(readFileName(name)).toEqual({ artist, title })
})

test('which files are music, and which nobody looks at', () => {
  expect(['a.mp3', 'a.FLAC', 'a.b.ogg', 'a.wma'].every(isAudioName)).toBe(true)
  expect(['a.jpg', 'mp3', '.mp3', 'a.mp3.part'].some(isAudioName)).toBe(false)
  expect(['.git', '._Halo.mp3', '$RECYCLE.BIN', 'System Volume Information'].every(isHiddenName)).toBe(true)
})

test('every file name gives a title', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
      expect(readFileName(name).title).not.toBe('')
    }),
  )
})

describe('playlists', () => {
  function read(text: string) {
    const reader = createM3uReader()
    return text.split('\n').flatMap((line) => reader(line) ?? [])
  }

  test('described and bare entries', () => {
    const songs = read(
      '\uFEFF#EXTM3U\n#EXTINF:225,Mira - Halo\nmusic/halo.mp3\n\n#EXTINF:-1 tvg="a,b",Sun\nsun.mp3\nBen - Rain.mp3\n',
    )
    expect(songs.map(({ artist, title, durationMs, path }) => ({ artist, title, durationMs, path }))).toEqual(
      [
        { artist: 'Mira', title: 'Halo', durationMs: 225_000, path: 'music/halo.mp3' },
        { artist: '', title: 'Sun', durationMs: null, path: 'sun.mp3' },
        { artist: 'Ben', title: 'Rain', durationMs: null, path: 'Ben - Rain.mp3' },
      ],
    )
  })

  test('addresses of files', () => {
    expect(read('file:///music/Mira%20-%20Halo.mp3')[0]?.path).toBe('/music/Mira - Halo.mp3')
    expect(read('file:///C:/music/a.mp3')[0]?.path).toBe('C:/music/a.mp3')
  })

  test('no text makes the reader fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        for (const song of read(`#EXTINF:${text}\n${text}`)) expect(song.path).not.toBe('')
      }),
    )
  })
})

describe('what kind of bytes', () => {
  const bytes = (text: string, encoding: BufferEncoding = 'utf8') =>
    new Uint8Array(Buffer.from(text, encoding))
  test.each([
    ['utf-8', bytes('title,artist\nHalo,Beyoncé')],
    ['utf-8', bytes('\uFEFFtitle,artist')],
    ['utf-16le', bytes('\uFEFFtitle,artist', 'utf16le')],
    ['utf-16le', bytes('title,artist', 'utf16le')],
    ['utf-16be', new Uint8Array(Buffer.from('\uFEFFtitle,artist', 'utf16le').swap16())],
    ['utf-16be', new Uint8Array(Buffer.from('title,artist', 'utf16le').swap16())],
  ])('%s', (encoding, head) => {
    expect(sniffList(head)).toEqual({ kind: 'text', encoding })
  })

  test.each([
    ['an archive', bytes('PK\u0003\u0004 rest')],
    ['an MP3', bytes('ID3\u0004')],
    ['a picture', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
    ['a program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1)],
    ['zeros', new Uint8Array(100)],
  ])('%s is no list', (_, head) => {
    expect(sniffList(head)).toEqual({ kind: 'binary' })
  })

  test('XML, JSON and web pages are no tables', () => {
    expect(listKind('a.xml', '<?xml version="1.0"?>')).toBeNull()
    expect(listKind('a.json', '[{"title":')).toBeNull()
    expect(listKind('a.txt', '#EXTM3U')).toBe('m3u')
    expect(listKind('a.txt', 'title,artist')).toBe('table')
  })
})
