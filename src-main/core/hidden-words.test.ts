import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  createWordFilter,
  foldForRoom,
  hiddenWordLimits,
  parseHiddenWords,
  whyNotTheseWords,
} from './hidden-words.ts'

/** Stands in for a hash: the same word in another spelling. */
const digest = (word: string) => [...word].reverse().join('')

const isHidden = (text: string, words: readonly string[], digests: readonly string[] = []) =>
  createWordFilter({ words, digests: new Set(digests), inside: new Map(), digest })(text)

test.each([
  ['banana', 'banana'],
  ['banana', 'BANANA!'],
  ['banana', 'big banana man'],
  ['banana', 'bánànâ'],
  ['banana', 'ｂａｎａｎａ'],
  ['banana', 'b4n4n4'],
  ['banana', 'b@n@na'],
  ['banana', 'baaaanana'],
  ['banana', 'b a n a n a'],
  ['banana', 'b.a.n.a.n.a'],
  ['Bánana', 'banana'],
  ['b4nana', 'banana'],
  ['boob', 'boooob'],
  ['gross', 'gro$$'],
  ['gross', 'gr055'],
  ['bad boy', 'the bad boy'],
  ['bad boy', 'Bad-Boy'],
  ['nana*', 'bananas'],
  ['88', 'Rex 88'],
  ['зло', 'ЗЛО'],
  ['悪', '悪い人'],
  ['ß', 'SS'],
])('%s hides “%s”', (word, text) => expect(isHidden(text, [word])).toBe(true))

test.each([
  ['Cyrillic letters among them', 'mеlоn'],
  ['Cyrillic letters alone that look like it', 'рорсогп', 'popcorn'],
  ['Greek letters', 'mεlοn'],
  ['small capitals', 'ᴍᴇʟᴏɴ'],
  ['letters in black boxes and circles', '🅼🅴🅻🅾🅽 🅜🅔🅛🅞🅝'],
  ['letters of flags', '🇲🇪🇱🇴🇳'],
  ['a circle around each', 'm\u20dde\u20ddl\u20ddo\u20ddn\u20dd'],
  ['signs of thousands', 'm\u0489e\u0489l\u0489on'],
  ['a one for an L', 'me1on'],
  ['a stroke for an L', 'me|on'],
  ['a euro', 'm€lon'],
  ['dots between some', 'm.el.on'],
  ['dashes and lines', 'm_e-l_o-n'],
  ['pictures between', 'm🔥e🔥l🔥o🔥n'],
  ['a star for a vowel', 'm*lon'],
  ['a star for each vowel', 'm*l#n'],
  ['apart, and in Cyrillic', 'm е l о n'],
  ['a number beside it, and in Cyrillic', 'mеlon99'],
])('%s hides nothing: “%s”', (_, text, word = 'melon') => {
  expect(isHidden(text, [word])).toBe(true)
  expect(isHidden(text, [], [digest(word)])).toBe(true)
})

test.each(['Мелания', 'Έλον', 'me-lon go', 'Mel 10', 'Melo*', '🇩🇪 Mel', 'Мария'])(
  'and names of every script are left alone: “%s”',
  (text) => {
    expect(isHidden(text, ['melon', 'lon'], [digest('melon'), digest('lon')])).toBe(text === 'me-lon go')
  },
)

test.each([
  ['xXmelonXx', true],
  ['bigmelonboy', true],
  ['big_m3l0n_boy', true],
  ['watermeloons', true],
  ['melo ny', false],
  ['lemon', false],
])('a word of the second kind is found inside of others, too: “%s”', (text, found) => {
  const inside = new Map([[5, new Set([digest('melon')])]])
  expect(createWordFilter({ words: [], digests: new Set(), inside, digest })(text)).toBe(found)
})

test.each([
  ['banana', 'bananas'],
  ['banana', 'bana na'],
  ['ass', 'Cassandra'],
  ['ass', 'Room 455'],
  ['ass', 'as'],
  ['boob', 'Bob'],
  ['bad boy', 'bad cowboy'],
  ['88', 'Rex 888'],
  ['88', 'Rex 8'],
  ['*', 'anybody'],
  ['', 'anybody'],
  [' * ', 'anybody'],
  ['a.c', 'abc'],
])('%s does not hide “%s”', (word, text) => expect(isHidden(text, [word])).toBe(false))

test.each(['melon', 'MELONS', 'melones', 'm3l0n', 'meeelon', 'Hey melon!', 'm e l o n', 'mélon'])(
  'a word known by its hash alone hides “%s”',
  (text) => {
    expect(isHidden(text, [], [digest('melon')])).toBe(true)
    expect(isHidden(text, [])).toBe(false)
  },
)

test.each(['melon88', '7melon', 'xx_melon1'])('a number beside it hides nothing of “%s”', (text) => {
  expect(isHidden(text, ['melon'])).toBe(true)
  expect(isHidden(text, [], [digest('melon')])).toBe(true)
})

test.each(['melody', 'watermelon', 'me lon'])('and does not hide “%s”', (text) => {
  expect(isHidden(text, [], [digest('melon')])).toBe(false)
})

test('a double letter stays one: a word with two is not the word with one', () => {
  expect(isHidden('budder', [], [digest('budder')])).toBe(true)
  expect(isHidden('buddder', [], [digest('budder')])).toBe(true)
  expect(isHidden('buder', [], [digest('budder')])).toBe(false)
})

const word = fc.stringMatching(/^[a-z]{3,12}$/)

test('however a word is dressed up, it is found', () => {
  const signs: Readonly<Record<string, string>> = { o: '0', i: '1', e: '3', a: '@', s: '$', t: '7' }
  const before = fc.constantFrom('', 'oh ', '… ', '«')
  const costumes = fc.array(fc.constantFrom('plain', 'upper', 'sign', 'accent', 'twice'), {
    minLength: 12,
    maxLength: 12,
  })
  fc.assert(
    fc.property(word, costumes, before, (hidden, looks, start) => {
      const dressed = [...hidden].map((letter, at) => {
        // Signs count as letters beside a letter: the first one is left as it is.
        switch (at === 0 ? 'plain' : looks[at]) {
          case 'upper':
            return letter.toUpperCase()
          case 'sign':
            return signs[letter] ?? letter
          case 'accent':
            return `${letter}\u0301`
          case 'twice':
            return letter.repeat(2)
          default:
            return letter
        }
      })
      expect(isHidden(`${start}${dressed.join('')}!`, [hidden])).toBe(true)
    }),
  )
})

test('any list and any text go together, and an empty list hides nothing', () => {
  const text = fc.string({ unit: 'binary', maxLength: 500 })
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), text, (words, shown) => {
      expect(typeof isHidden(shown, words, ['x'])).toBe('boolean')
      expect(isHidden(shown, [])).toBe(false)
      expect(foldForRoom(foldForRoom(shown)).length).toBeLessThanOrEqual(2000)
    }),
  )
})

test('a list is read line by line, each word once', () => {
  expect(parseHiddenWords('  melon \r\n\nbanana*\nmelon\n')).toEqual(['melon', 'banana*'])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      const words = parseHiddenWords(typed)
      expect(parseHiddenWords(words.join('\n'))).toEqual(words)
      expect(words.every((entry) => entry.trim() === entry && entry !== '')).toBe(true)
    }),
  )
})

test('a list that is too long is refused in words', () => {
  const { words, length } = hiddenWordLimits
  const many = Array.from({ length: words }, (_, at) => `word ${at}`)
  expect(whyNotTheseWords(many)).toBeNull()
  expect(whyNotTheseWords([...many, 'one more'])).toBe('These are 201 words; 200 can be kept.')
  expect(whyNotTheseWords(['x'.repeat(length)])).toBeNull()
  expect(whyNotTheseWords(['x'.repeat(length + 1)])).toMatch(/too long/)
})
