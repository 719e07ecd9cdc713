import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readCells, readHeader, sniffDelimiter } from './list-columns.ts'
import { parseDuration } from './song-row.ts'

function songOf(header: readonly string[], cells: readonly string[]) {
  const known = readHeader(header)
  return known && readCells(known, cells)
}

describe('columns in any order and under many names', () => {
  test.each([
    [
      ['artist', 'title'],
      ['Mira', 'Halo'],
    ],
    [
      ['Track Name', 'Artist Name(s)'],
      ['Halo', 'Mira'],
    ],
    [
      ['SONG', 'x', 'Performer'],
      ['Halo', '', 'Mira'],
    ],
    [
      ['track_name', 'artist_name'],
      ['Halo', 'Mira'],
    ],
  ])('%s', (header, cells) => {
    expect(songOf(header, cells)?.row).toMatchObject({ title: 'Halo', artist: 'Mira' })
  })

  test('all that a list can say', () => {
    const header = [
      'Title',
      'Artist',
      'Album',
      'Duration (ms)',
      'Year',
      'Genre',
      'BPM',
      'Key',
      'Explicit',
      'Location',
    ]
    const cells = [
      'Halo',
      'Mira',
      'One',
      '261000',
      '2008-11-14',
      'Pop',
      '79.9',
      '8A',
      'true',
      '/music/halo.mp3',
    ]
    expect(songOf(header, cells)?.row).toEqual({
      title: 'Halo',
      artist: 'Mira',
      album: 'One',
      durationMs: 261_000,
      year: 2008,
      genre: 'Pop',
      bpm: 79.9,
      key: '8A',
      explicit: true,
      path: '/music/halo.mp3',
    })
  })

  test('no title column, no list', () => {
    expect(readHeader(['foo', 'bar'])).toBeNull()
  })

  test('a line without a title is no song', () => {
    expect(songOf(['title', 'artist'], ['  ', 'Mira'])).toBeNull()
  })

  test('longer in the charts and higher up is better known', () => {
    const popularity = (peak: string, weeks: string) =>
      songOf(['title', 'peak', 'weeks'], ['Halo', peak, weeks])?.popularity ?? 0
    expect(popularity('1', '20')).toBeGreaterThan(popularity('50', '20'))
    expect(popularity('5', '30')).toBeGreaterThan(popularity('5', '3'))
    expect(songOf(['title'], ['Halo'])?.popularity).toBeNull()
  })
})

test.each([
  ['title,artist', ','],
  ['title;artist;album', ';'],
  ['title\tartist', '\t'],
  ['title|artist', '|'],
  ['"title, long";artist;song', ';'],
])('the delimiter of %j', (line, delimiter) => {
  expect(sniffDelimiter(line)).toBe(delimiter)
})

test.each([
  ['3:45', 225_000],
  ['03:45', 225_000],
  ['1:02:03', 3_723_000],
  ['225', 225_000],
  ['225.5', 225_500],
  ['225000', 225_000],
  ['225 s', 225_000],
  ['0', null],
  ['', null],
  ['soon', null],
])('a duration of %j', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test('no line makes the reader fail', () => {
  const header = readHeader([
    'title',
    'artist',
    'duration',
    'year',
    'bpm',
    'explicit',
    'peak',
    'weeks',
    'path',
  ])
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 30 }), { maxLength: 12 }), (cells) => {
      const song = header && readCells(header, cells)
      if (song) expect(song.row.title).toBe(song.row.title.trim())
    }),
  )
})
