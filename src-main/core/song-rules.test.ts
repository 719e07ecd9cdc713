import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noRules, type PlayHistory, type RuledSong, type RuleEntry, type SongRules } from './event-rules.ts'
import { refusals, wordsFor } from './refusals.ts'
import { artistNames } from './song-names.ts'
import { whyNotByRules } from './song-rules.ts'

const now = Date.UTC(2025, 10, 22, 21)
const minute = 60_000
const nothingPlayed: PlayHistory = { artistPlayedAt: new Map(), playing: null, guestAskedAt: null }

function aSong(title: string, artist = 'ABBA', change: Partial<RuledSong> = {}): RuledSong {
  return { title, artist, genre: null, year: null, durationMs: null, ...change }
}

function judge(
  rules: Partial<SongRules>,
  song: RuledSong,
  history: Partial<PlayHistory> = {},
): ReturnType<typeof whyNotByRules> {
  return whyNotByRules({ ...noRules, ...rules }, song, { ...nothingPlayed, ...history }, now)
}

function isListed(entry: RuleEntry, song: RuledSong): boolean {
  return judge({ doNotPlay: [entry] }, song) !== null
}

describe('a track on the list', () => {
  test.each([
    ['Last Christmas', 'Last Christmas', 'Wham!', true],
    ['last  CHRISTMAS!', 'Last Christmas', 'Wham!', true],
    ['Last Christmas', 'Last Christmas (Pudding Mix)', 'Wham!', true],
    ['Last Christmas', 'Last Christmas - Remastered 2011', 'Wham!', true],
    ['Last Christmas', 'Last Christmas (feat. Ida) [Live]', 'Ari', true],
    ['Crazy in Love (feat. Jay-Z)', 'Crazy In Love', 'Beyoncé', true],
    ['Wham! - Last Christmas', 'Last Christmas', 'WHAM', true],
    ['Last Christmas – Wham', 'Last Christmas (Single Version)', 'Wham!', true],
    ['Wham! - Last Christmas', 'Last Christmas', 'Taylor Swift', false],
    ['Last Christmas - Live', 'Last Christmas (Live)', 'Wham!', true],
    ['Last Christmas - Live', 'Last Christmas', 'Wham!', false],
    ['Last Christmas', 'Last Christmas I Gave You Nothing', 'Ida', false],
    ['Christmas', 'Last Christmas', 'Wham!', false],
    ['Satisfaction', '(I Can’t Get No) Satisfaction', 'The Rolling Stones', false],
    ['I cant get no satisfaction', '(I Can’t Get No) Satisfaction', 'The Rolling Stones', true],
    ['!!!', '???', 'Ida', false],
    ['  ', 'Halo', 'Beyoncé', false],
  ])('%j: %j by %j is refused: %s', (text, title, artist, refused) => {
    expect(isListed({ kind: 'track', text }, aSong(title, artist))).toBe(refused)
  })
})

describe('an artist on the list', () => {
  test.each([
    ['Beyonce', 'Halo', 'Beyoncé', true],
    ['The Beatles', 'Help!', 'Beatles', true],
    ['beatles', 'Help!', 'The Beatles', true],
    ['Simon and Garfunkel', 'Cecilia', 'Simon & Garfunkel', true],
    ['Jay-Z', 'Crazy in Love', 'Beyoncé feat. JAY Z', true],
    ['Jay-Z', 'Crazy in Love (ft. Jay-Z)', 'Beyoncé', true],
    ['Sia', 'Titanium', 'David Guetta, Sia', true],
    ['Bob Marley', 'Jamming', 'Bob Marley & The Wailers', true],
    ['Tyler, The Creator', 'Noid', 'Tyler, The Creator, Ida', true],
    ['Lil Nas X', 'Rodeo', 'Lil Nas X feat. Cardi B', true],
    ['Sleeping With Sirens', 'Iris', 'Sleeping with Sirens', true],
    ['A feat. B', 'Song', 'A ft. B', true],
    ['Queen', 'Bohemian Rhapsody', 'Queensrÿche', false],
    ['Queen', 'Dancing Queen', 'ABBA', false],
    ['Queen', 'Go with the Flow', 'Queens of the Stone Age', false],
    ['The The', 'Uncertain Smile', 'The The', true],
    ['The', 'Help!', 'The Beatles', false],
    ['AC/DC', 'Thunderstruck', 'Ac Dc', true],
    [' ', 'Song', '', false],
  ])('%j: %j by %j is refused: %s', (text, title, artist, refused) => {
    expect(isListed({ kind: 'artist', text }, aSong(title, artist))).toBe(refused)
  })
})

test.each<[RuleEntry, Partial<RuledSong> & { readonly title: string }, string | null]>([
  [
    { kind: 'word', text: 'Live' },
    { title: 'Halo (Live at Wembley)' },
    'The DJ does not play live versions tonight. Would another one do?',
  ],
  [{ kind: 'word', text: 'live' }, { title: 'Alive' }, null],
  [{ kind: 'word', text: 'live' }, { title: 'Live and Let Die' }, null],
  [{ kind: 'word', text: 'live' }, { title: 'Long Live' }, null],
  [{ kind: 'word', text: 'live' }, { title: 'Halo (feat. Live)' }, null],
  [
    { kind: 'word', text: 'sped up' },
    { title: 'Halo - Sped Up' },
    'The DJ does not play sped-up versions tonight. Would another one do?',
  ],
  [
    { kind: 'word', text: 'Xmas' },
    { title: 'Merry X-Mas / xmas' },
    'The DJ does not play songs with “Xmas” in the title tonight. Would another one do?',
  ],
  [
    { kind: 'genre', text: 'Hip Hop' },
    { title: 'Stan', genre: 'Hip-Hop/Rap' },
    'The DJ does not play Hip Hop tonight. Would another song do?',
  ],
  [{ kind: 'genre', text: 'Metal' }, { title: 'Stan', genre: 'Metalcore' }, null],
  [{ kind: 'genre', text: 'Metal' }, { title: 'Stan' }, null],
  [
    { kind: 'years', from: 1990, to: 1999 },
    { title: 'Wannabe', year: 1999 },
    'The DJ does not play songs from 1990 to 1999 tonight. Would another one do?',
  ],
  [{ kind: 'years', from: 1990, to: 1999 }, { title: 'Wannabe', year: 2000 }, null],
  [{ kind: 'years', from: 1990, to: 1999 }, { title: 'Wannabe' }, null],
  [
    { kind: 'artist', text: 'ABBA' },
    { title: 'SOS' },
    'The DJ does not play ABBA tonight. Would somebody else do?',
  ],
  [
    { kind: 'track', text: 'SOS' },
    { title: 'S.O.S.' },
    'The DJ does not play that song tonight. Would another one do?',
  ],
])('with %j on the list, %j hears: %s', (entry, { title, ...change }, words) => {
  const hit = judge({ doNotPlay: [entry] }, aSong(title, 'ABBA', change))
  expect(hit && wordsFor(hit)).toBe(words)
})

test('only songs that are known to be longer are too long', () => {
  const rules = { longestMinutes: 6 }
  expect(judge(rules, aSong('Stairway', 'X', { durationMs: 6 * minute + 1 }))).toEqual({
    code: 'rule-length',
    rule: 'longer than 6 minutes',
    detail: '6 minutes',
  })
  expect(judge(rules, aSong('Halo', 'X', { durationMs: 6 * minute }))).toBeNull()
  expect(judge(rules, aSong('Wish', 'X'))).toBeNull()
  expect(judge({}, aSong('Stairway', 'X', { durationMs: 60 * minute }))).toBeNull()
})

test('an artist who played pauses, whoever else was on it; so does who plays now', () => {
  const played = (artist: string, ago: number) => ({
    artistPlayedAt: new Map(
      artistNames({ title: '', artist }).map((name) => [name, now - ago * minute] as const),
    ),
  })
  const rules = { artistPauseMinutes: 30 }
  expect(judge(rules, aSong('SOS'), played('Abba', 12))).toEqual({
    code: 'rule-artist-pause',
    rule: 'artist played',
    since: now - 12 * minute,
    detail: '18 minutes',
  })
  expect(judge(rules, aSong('Titanium', 'Sia'), played('David Guetta feat. Sia', 12))).not.toBeNull()
  expect(judge(rules, aSong('SOS'), played('Abba', 30))).toBeNull()
  expect(judge(rules, aSong('SOS'), played('Queen', 1))).toBeNull()
  expect(judge(rules, aSong('SOS', ''), played('', 1))).toBeNull()
  expect(judge(rules, aSong('SOS', 'Various Artists'), played('Various Artists', 1))).toBeNull()
  expect(judge({}, aSong('SOS'), played('Abba', 1))).toBeNull()
  expect(judge(rules, aSong('SOS'), { playing: aSong('Waterloo') })?.rule).toBe('artist plays now')
})

test('a guest waits for the next song, to the minute', () => {
  const rules = { guestPauseMinutes: 10 }
  const hit = judge(rules, aSong('SOS'), { guestAskedAt: now - 9 * minute - 1 })
  expect(hit && wordsFor(hit)).toBe(
    'So that everybody gets a turn, you can ask for your next song in 1 minute.',
  )
  expect(judge(rules, aSong('SOS'), { guestAskedAt: now - 10 * minute })).toBeNull()
  expect(judge(rules, aSong('SOS'))).toBeNull()
  expect(judge({}, aSong('SOS'), { guestAskedAt: now })).toBeNull()
})

test('every rule is worded for guests, with and without a name, as a 403', () => {
  const codes = Object.keys(refusals).filter((code): code is `rule-track` => code.startsWith('rule-'))
  expect(codes).toHaveLength(8)
  for (const code of codes) {
    expect(refusals[code].status).toBe(403)
    expect(wordsFor({ code })).not.toMatch(/undefined|\(/)
  }
})

/** Words of a name, none of which stands between two artists. */
const word = fc
  .stringMatching(/^[a-z]{3,9}$/)
  .filter((one) => !/^(?:the|and|feat|featuring|with|vs)$/.test(one))
const name = fc.array(word, { minLength: 1, maxLength: 4 })

/** The same name as somebody else writes it. */
const respelled = fc.record({
  upper: fc.boolean(),
  accent: fc.boolean(),
  gap: fc.constantFrom(' ', '  ', '-', ' . ', '_', '\u00a0'),
  end: fc.constantFrom('', '!', '.', ' ?', '…'),
})

function spell(
  words: readonly string[],
  how: typeof respelled extends fc.Arbitrary<infer T> ? T : never,
): string {
  const text = `${words.join(how.gap)}${how.end}`
  const accented = how.accent ? text.replace(/[aeo]/g, (letter) => `${letter}\u0301`.normalize('NFC')) : text
  return how.upper ? accented.toUpperCase() : accented
}

const guests = fc.constantFrom('', ' feat. Ida', ' ft. Ida', ' (featuring Ida)', ' [ft Ida & Jonas]')

test('a listed name matches however it is written, with guests or without', () => {
  fc.assert(
    fc.property(name, respelled, respelled, guests, fc.boolean(), (words, listed, played, more, the) => {
      const text = spell(words, listed)
      const written = spell(words, played)
      const artist = `${the ? 'The ' : ''}${written}${more}`
      expect(isListed({ kind: 'artist', text }, aSong('Song', artist))).toBe(true)
      expect(isListed({ kind: 'track', text }, aSong(`${written}${more}`))).toBe(true)
      expect(isListed({ kind: 'track', text: `${text}${more}` }, aSong(written))).toBe(true)
      expect(isListed({ kind: 'word', text }, aSong(`So ${written} it is${more}`))).toBe(true)
      expect(isListed({ kind: 'genre', text }, aSong('Song', 'X', { genre: `Pop/${written}` }))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a name that only stands within longer words never matches', () => {
  fc.assert(
    fc.property(name, word, fc.boolean(), respelled, (words, more, before, how) => {
      const longer = words.with(before ? 0 : -1, before ? `${more}${words[0]}` : `${words.at(-1)}${more}`)
      const text = words.join(' ')
      const written = spell(longer, how)
      // `aa` stands in `aaaa` in more than one way.
      fc.pre(!` ${longer.join(' ')} `.includes(` ${text} `))
      expect(isListed({ kind: 'artist', text }, aSong('Song', written))).toBe(false)
      expect(isListed({ kind: 'track', text }, aSong(written))).toBe(false)
      expect(isListed({ kind: 'word', text }, aSong(written))).toBe(false)
      expect(isListed({ kind: 'genre', text }, aSong('Song', 'X', { genre: written }))).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('no text of a tag takes long or throws', () => {
  const anything = fc.string({ unit: 'grapheme', maxLength: 80 })
  fc.assert(
    fc.property(anything, anything, anything, (title, artist, text) => {
      for (const kind of ['track', 'artist', 'genre', 'word'] as const)
        isListed({ kind, text }, aSong(title, artist, { genre: text }))
    }),
  )
  // However long and whatever of: a test that ends.
  isListed({ kind: 'track', text: 'x' }, aSong(' ( - feat. '.repeat(5_000), ' & ,'.repeat(20_000)))
})
