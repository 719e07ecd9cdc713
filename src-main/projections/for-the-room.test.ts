import { expect, test } from 'vitest'
import { slurDigests } from '../core/slurs.ts'
import { aRequest, aTrack } from '../testing/builders.ts'
import { hiddenName, hiddenWish, roomWords } from './for-the-room.ts'

const strict = { hiddenWords: ['melon'], hideSlurs: true }
const lenient = { hiddenWords: [], hideSlurs: false }

/** Thirteen letters on: so that no slur stands in the source in plain. */
const turned = (text: string) =>
  text.replace(/[a-z]/g, (letter) => String.fromCharCode(((letter.charCodeAt(0) - 97 + 13) % 26) + 97))

const named = (nickname: string) => aRequest({ nickname, title: 'Melon' })
const wished = (title: string, artist: string) =>
  aRequest({ track: aTrack('w', { provider: 'wish', title, artist }) })

test.each([
  ['a name', 'Mia', 'Mia'],
  ['a word of the DJ’s', 'M3lon', hiddenName],
  ['the DJ’s own song', '', ''],
  ['controls that turn the line around', 'Mi\u202ea\u0007', 'Mia'],
  ['nothing that can be seen', '\u200b\u2066', hiddenName],
  ['what every room is spared', turned('snttbg'), hiddenName],
  ['the same in the plural, in capitals', `${turned('xnanxr')}N`.toUpperCase(), hiddenName],
  ['the same with an accent', turned('znevpba').replace('o', 'ó'), hiddenName],
  ['the same inside of a word', `xX${turned('snttbg')}Xx`, hiddenName],
  [
    'the same with letters that look like its own',
    turned('snttbg').replace('a', 'а').replace('o', 'о'),
    hiddenName,
  ],
  ['the same with a nine for a letter', turned('snttbg').replaceAll('g', '9'), hiddenName],
  ['the same with stars for its vowels', turned('snttbg').replace(/[ao]/g, '*'), hiddenName],
])('%s', (_, nickname, shown) => expect(roomWords(strict, named(nickname)).nickname).toBe(shown))

test('names of people and places are no slurs', () => {
  for (const name of [
    'Niger',
    'Nigella',
    'Kiki',
    'Paco',
    'Marco',
    'Cassandra',
    'Scunthorpe',
    'Dick',
    'Fanny',
    'Negeri Sembilan',
    'Arnold Schwarzenegger',
    'Niggl',
    'Dagmar 89',
    'Spicy Spice',
    'Kanako',
    'Faggi',
    'Maricela & Coni',
    'Pakize',
    'Наталья',
    'Ρένα',
    'たろう',
  ])
    expect(roomWords(strict, named(name)).nickname).toBe(name)
  expect(slurDigests.size).toBeGreaterThanOrEqual(12)
  for (const digest of slurDigests) expect(digest).toMatch(/^[\da-f]{64}$/)
})

test('the DJ can switch the built-in words off', () => {
  expect(roomWords(lenient, named(turned('snttbg'))).nickname).toBe(turned('snttbg'))
})

test('a wish is read as a name is, over title and artist; a song of the catalogue never', () => {
  expect(roomWords(strict, wished('Water me', 'lon'))).toMatchObject({ title: 'Water me', artist: 'lon' })
  expect(roomWords(strict, wished('Song', 'MELON'))).toMatchObject({ title: hiddenWish, artist: '' })
  expect(roomWords(strict, wished('So\u202eng', 'Band'))).toMatchObject({ title: 'Song', artist: 'Band' })
  expect(roomWords(strict, named('Mia')).title).toBe('Melon')
})

test('another list counts at once for the same request', () => {
  const request = named('Pear')
  expect(roomWords(strict, request).nickname).toBe('Pear')
  expect(roomWords({ hiddenWords: ['pear'], hideSlurs: true }, request).nickname).toBe(hiddenName)
})
