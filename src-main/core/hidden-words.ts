import { foldText } from './fold-text.ts'
import { asLatin, meantBy, starred } from './lookalikes.ts'

/** Words that a room shall not read: which texts hold one, however they are written. */

export const hiddenWordLimits = { words: 200, length: 40 } as const

/** Beyond this nothing is looked at: names and wishes are shorter. */
const longestText = 400
/** A letter drawn out beyond this is drawn out no further. */
const longestRun = 3
const mostRuns = 4
/** Beyond these nobody reads on: words that a text is looked through for, and stretches of letters inside of them. */
const [mostWords, mostParts] = [300, 3000]

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** Scripts that put no spaces between words. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/**
 * One spelling of many, words apart by one space: case, accents and punctuation are gone, digits and signs that stand for
 * letters are those letters (a number stays a number), and no letter is repeated more than three times.
 */
export function foldForRoom(text: string): string {
  const plain = text.slice(0, longestText).normalize('NFKC')
  const spoken = plain.replace(/\S+/gu, (word) =>
    /\p{L}/u.test(word) ? word.replace(/[013457@$]/g, (sign) => leet[sign] ?? sign) : word,
  )
  return foldText(spoken).replace(/(\p{L})\1{3,}/gu, (_, letter: string) => letter.repeat(longestRun))
}

/** A list as typed, one word a line: trimmed, each once. */
export function parseHiddenWords(text: string): readonly string[] {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim())
  return [...new Set(lines.filter((line) => line !== ''))]
}

/** Why a list cannot be kept, in words; `null` when it can. */
export function whyNotTheseWords(words: readonly string[]): string | null {
  const { words: most, length } = hiddenWordLimits
  if (words.length > most) return `These are ${words.length} words; ${most} can be kept.`
  const long = words.find((word) => word.length > length)
  return long === undefined
    ? null
    : `“${long.slice(0, length)}…” is too long: a word has at most ${length} letters.`
}

export type HiddenWords = {
  /** The DJ's own, as typed: whole words, or also inside of words where one ends with `*`. */
  readonly words: readonly string[]
  /** SHA-256, in hex, of folded words that are hidden as well where they stand alone; see `slurs.ts`. */
  readonly digests: ReadonlySet<string>
  /** The same of words that are hidden inside of others, too, by how long they are. */
  readonly inside: ReadonlyMap<number, ReadonlySet<string>>
  readonly digest: (word: string) => string
}

/** Whether a text holds one of the words. A letter may be drawn out: `fuuun` holds `fun`, but `bob` does not hold `boob`. */
export function createWordFilter({ words, digests, inside, digest }: HiddenWords): (text: string) => boolean {
  const patterns = words.map(patternOf).filter((pattern) => pattern !== null)

  function isSlur(word: string): boolean {
    return spellingsOf(word).some((spelling) => digests.has(digest(spelling)))
  }

  return (text) => {
    const readings = readingsOf(text)
    const line = ` ${readings.join(' ')} `
    if (patterns.some((pattern) => pattern.test(line))) return true
    const found = [...new Set(line.split(' '))].filter((word) => word.length > 1).slice(0, mostWords)
    if (digests.size > 0 && found.some(isSlur)) return true
    return partsOf(found, [...inside.keys()]).some((part) => inside.get(part.length)?.has(digest(part)))
  }
}

/** All that a text may be read as, folded; as it stands first. */
function readingsOf(text: string): readonly string[] {
  const cut = text.slice(0, longestText)
  const latin = asLatin(cut)
  const folded = [cut, latin]
    .flatMap((spelling) => [spelling, withoutNumbers(spelling)])
    .flatMap((spelling) => [spelling, ...meantBy(spelling)])
    .map(foldForRoom)
  return [...new Set([...folded, ...folded.map(spelledOut), ...starred(latin).map(foldForRoom)])]
}

/** Each stretch of letters of one of these lengths: so many that a hostile text costs no time. */
function partsOf(words: readonly string[], lengths: readonly number[]): readonly string[] {
  const parts = new Set<string>()
  for (const word of words.flatMap(shorter)) {
    for (const length of lengths)
      for (let at = 0; at + length <= word.length; at++) parts.add(word.slice(at, at + length))
    if (parts.size > mostParts) break
  }
  return [...parts].slice(0, mostParts)
}

/** `null` for an entry of which nothing is left: it would hide everything. */
function patternOf(entry: string): RegExp | null {
  const folded = foldForRoom(entry.replace(/\*+$/, ''))
  if (folded === '') return null
  const inside = entry.endsWith('*') || unspaced.test(folded)
  const runs = [...folded.matchAll(/(.)\1*/gsu)].map(([run, sign = '']) => {
    const letter = sign.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    const count = [...run].length
    return /\p{L}/u.test(sign) ? `${letter}{${count},}` : letter.repeat(count)
  })
  const pattern = runs.join('')
  return new RegExp(inside ? pattern : ` ${pattern} `, 'u')
}

/** Without the numbers that people put before and behind a name: `mia88` is `mia`. */
function withoutNumbers(text: string): string {
  return text.replace(/(?<!\p{L})\d+(?=\p{L})|(?<=\p{L})\d+(?!\p{L})/gu, ' ')
}

/** Single letters in a row, as one word: `b a d` is `bad`. */
function spelledOut(folded: string): string {
  const found = folded.match(/(?<![^ ])\S(?: \S){2,}(?![^ ])/gu) ?? []
  return found.map((letters) => letters.replaceAll(' ', '')).join(' ')
}

const endings = ['', 's', 'es', 'n']

/** What a word may be meant to be: without a plural's ending, and with fewer of a letter that was drawn out. */
function spellingsOf(word: string): readonly string[] {
  const stems = endings
    .filter((end) => word.endsWith(end))
    .map((end) => word.slice(0, word.length - end.length))
  return [...new Set(stems.flatMap(shorter))]
}

function shorter(word: string): readonly string[] {
  const parts = word.match(/(.)\1*/gsu) ?? []
  let runs = 0
  return parts.reduce<readonly string[]>(
    (spellings, part) => {
      const [letter = ''] = part
      const isDrawnOut = part.length > letter.length && runs < mostRuns
      if (isDrawnOut) runs += 1
      const ways = isDrawnOut ? [letter, letter.repeat(2)] : [part]
      return spellings.flatMap((spelling) => ways.map((way) => spelling + way))
    },
    [''],
  )
}
