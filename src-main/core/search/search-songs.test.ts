import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mistyped, seededRandom } from '../../../tests/support/slips.ts'
import { realSongs } from '../../../tests/support/songs.ts'
import { songKey } from '../fold-text.ts'
import { createIndexBuilder } from './build-index.ts'
import { createSearch } from './search-songs.ts'

type Named = { readonly title: string; readonly artist: string }

function searcher(songs: readonly Named[]) {
  const builder = createIndexBuilder()
  for (const song of songs) builder.add(song.title, song.artist)
  const search = createSearch(builder.build())
  return (query: string, limit = 20) =>
    search(query, limit).map((song) => songs[song] ?? { title: '?', artist: '?' })
}

const charts = realSongs()
const findInCharts = searcher(charts)

describe('in the charts a guest finds first', () => {
  test.each([
    ['abba dancing quen', 'Dancing Queen', 'ABBA'],
    ['beyonce halo', 'Halo', 'Beyonce'],
    ['halo beyoncé', 'Halo', 'Beyonce'],
    ['queen bohemian', 'Bohemian Rhapsody', 'Queen'],
    ['bohem', 'Bohemian Rhapsody', 'Queen'],
    ['bohemai', 'Bohemian Rhapsody', 'Queen'],
    ['danc qu', 'Dancing Queen', 'ABBA'],
    ['hotel califrnia', 'Hotel California', 'Eagles'],
    ['micheal jackson bilie jean', 'Billie Jean', 'Michael Jackson'],
    ['blinding ligts', 'Blinding Lights', 'The Weeknd'],
    ['smels like teen spirt', 'Smells Like Teen Spirit', 'Nirvana'],
    ['mr brightside', 'Mr. Brightside', 'The Killers'],
    ['dont stop', "Don't Stop", 'Fleetwood Mac'],
    ['kesha tik tok', 'TiK ToK', 'Ke$ha'],
    ['pink so what', 'So What', 'P!nk'],
    ['simon and garfunkel mrs robinson', 'Mrs. Robinson', 'Simon & Garfunkel'],
    ['simon garfunkel mrs robinson', 'Mrs. Robinson', 'Simon & Garfunkel'],
    ['rem man on the moon', 'Man On The Moon', 'R.E.M.'],
    ['r e m man on the moon', 'Man On The Moon', 'R.E.M.'],
    ['SWEET CHILD O MINE GUNS N ROSES', "Sweet Child O' Mine", "Guns N' Roses"],
  ])('%s', (query, title, artist) => {
    expect(findInCharts(query)[0]).toMatchObject({ title, artist })
  })

  test.each([
    ['ac dc', 'AC/DC'],
    ['acdc', 'AC/DC'],
    ['guns n roses', "Guns N' Roses"],
    ['guns and roses', "Guns N' Roses"],
    ['jayz', 'JAY-Z'],
    ['nirvana', 'Nirvana'],
    ['queen', 'Queen'],
  ])('songs by the singer: %s', (query, artist) => {
    const found = findInCharts(query, 5)
    expect(found).toHaveLength(5)
    for (const song of found) expect(song.artist).toBe(artist)
  })

  test('the wanted song in 97 of 100 queries with one slip in each word', () => {
    const random = seededRandom(11)
    const sample = Array.from(
      { length: 1_500 },
      () => charts[Math.floor(random() * charts.length)] ?? charts[0],
    )
    const first = sample.filter((song) => {
      if (!song) return false
      const [best] = findInCharts(mistyped(song.title, song.artist, random))
      return best !== undefined && songKey(best.title, best.artist) === songKey(song.title, song.artist)
    })
    expect(first.length / sample.length).toBeGreaterThanOrEqual(0.97)
  })
})

describe('ranking', () => {
  test.each([
    ['the whole word before a longer one', 'love', ['Love', 'Lovely']],
    ['the exact word before a similar one', 'lone', ['Lone', 'Love', 'Lonely']],
    [
      'words side by side before words apart',
      'black magic',
      ['Black Magic Woman', 'Magic In The Black Night'],
    ],
    ['glued and split words', 'blackbird', ['Blackbird', 'Black Bird']],
    ['split words for a glued one', 'black bird', ['Black Bird', 'Blackbird']],
  ])('%s', (_, query, titles) => {
    const find = searcher([...titles].reverse().map((title) => ({ title, artist: 'Mira' })))
    const found = find(query).map((song) => song.title)
    expect(found[0]).toBe(titles[0])
    expect(found).toContain(titles[1])
  })

  test('equal songs come in the order that was given', () => {
    const builder = createIndexBuilder()
    for (const artist of ['Ada', 'Ben', 'Cem']) builder.add('Halo', artist)
    expect(createSearch(builder.build(Uint32Array.of(2, 0, 1)))('halo', 3)).toEqual([0, 1, 2])
  })

  test('nothing is found for nothing and for nonsense', () => {
    expect(findInCharts('')).toEqual([])
    expect(findInCharts('   ')).toEqual([])
    expect(findInCharts('zzzzqqq xxkkrr')).toEqual([])
    expect(searcher([])('halo')).toEqual([])
  })
})

describe('other scripts', () => {
  const songs = [
    { title: '夜に駆ける', artist: 'YOASOBI' },
    { title: '夜の歌', artist: '美空' },
    { title: 'Группа крови', artist: 'Кино' },
    { title: 'أنت عمري', artist: 'أم كلثوم' },
    { title: '봄날', artist: '방탄소년단' },
    { title: '÷', artist: 'Mira' },
  ]
  const find = searcher(songs)
  test.each([
    ['夜に駆', 0],
    ['駆ける', 0],
    ['夜の', 1],
    ['група крови', 2],
    ['кино', 2],
    ['انت عمري', 3],
    ['봄나', 4],
    ['방탄', 4],
    ['÷ mira', 5],
  ])('%s', (query, song) => {
    expect(find(query)[0]).toEqual(songs[song])
  })
})

describe('songs made of signs alone', () => {
  const songs = [
    { title: '₩', artist: '!' },
    { title: '!!!', artist: '?' },
    { title: '? ?', artist: '❤' },
  ]
  const find = searcher(songs)
  test.each([
    ['₩ !', 0],
    ['! ₩', 0],
    ['₩', 0],
    ['!!! ?', 1],
    ['!!!', 1],
    ['? ? ❤', 2],
  ])('%s', (query, song) => {
    expect(find(query)[0]).toEqual(songs[song])
  })
})

describe('whatever is typed', () => {
  test('every song is found by its exact title and artist', () => {
    const name = fc.oneof(
      fc
        .oneof(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
          fc.string({ unit: fc.constantFrom(...'₩!?=÷´¸¨ ❤\u0338'), minLength: 1, maxLength: 4 }),
        )
        .filter((text) => text.trim() !== ''),
      fc.constantFrom('The The', 'a', 'AC/DC', '99', "Rock 'n' Roll", 'Don’t', '夜に駆ける'),
    )
    const songs = fc.array(fc.record({ title: name, artist: name }), { minLength: 1, maxLength: 15 })
    fc.assert(
      fc.property(songs, (list) => {
        const find = searcher(list)
        for (const song of list) {
          const keys = find(`${song.title} ${song.artist}`).map((found) => songKey(found.title, found.artist))
          expect(keys).toContain(songKey(song.title, song.artist))
        }
      }),
      { numRuns: 200 },
    )
  })

  test('no query fails or gives doubles', () => {
    const query = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      fc.constantFrom(
        'a a a a a',
        'the the the',
        'a b c d e f g h i j k l m n o p',
        'e'.repeat(80),
        'ab '.repeat(26),
      ),
    )
    fc.assert(
      fc.property(query, (text) => {
        const found = findInCharts(text)
        expect(found.length).toBeLessThanOrEqual(20)
        expect(new Set(found).size).toBe(found.length)
      }),
      { numRuns: 300 },
    )
  })
})
