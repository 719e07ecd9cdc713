/** Longer texts are cut before folding: no title needs more, and a hostile tag must not cost time. */
const longestText = 400

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ς: 'σ',
  ى: 'ي',
  ة: 'ه',
  ٱ: 'ا',
}
const letterPattern = /[ßøæœłđðþıħŋςىةٱ]/gu

/** Accents, Hebrew points and Arabic vowel signs; marks of other scripts are letters in their own right. */
const accents =
  /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4]/gu

/** Kana and its sound mark belong together: か and が are different letters. */
const soundMarks = /[\u3040-\u30ff][\u3099\u309a]/gu

const apostrophes = /['’‘ʼ′`´＇ʻ]/gu

/**
 * One spelling of many: lower case, no accents, no punctuation, words apart by one space.
 * `Beyoncé` = `beyonce`, `AC/DC` = `ac dc`, `Don’t` = `dont`, `&` = `and`, `R.E.M.` = `rem`. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const cut = text.length > longestText ? text.slice(0, longestText) : text
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
  const folded = /^[\x00-\x7f]*$/.test(cut)
    ? foldMarks(cut.toLowerCase())
        .replace(/[^a-z0-9]+/g, ' ')
        .trim()
    : foldUnicode(cut)
  return folded === '' ? symbolsOf(cut) : folded
}

function foldUnicode(text: string): string {
  const bare = text
    .replace(apostrophes, "'")
    .normalize('NFKD')
    // ŉ is one sign until it is taken apart.
    .replace(apostrophes, "'")
    .toLowerCase()
    .normalize('NFKD')
    .replace(accents, '')
    .replace(letterPattern, (letter) => letters[letter] ?? letter)
    .replace(soundMarks, (pair) => pair.normalize('NFC'))
  return foldMarks(bare)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

/** Signs that stand for letters or words: `Guns N’ Roses`, `Simon & Garfunkel`, `U.S.A.`, `Ke$ha`, `P!nk`. */
function foldMarks(text: string): string {
  if (!/['`&+.$!]/.test(text)) return text
  return text
    .replace(/(^|[\s'`])n['`]|['`]n(?=\s|$)/g, ' and ')
    .replace(/(?<=\p{L})['`]and\s/gu, ' and ')
    .replace(/['`]/g, '')
    .replace(/[&+]/g, ' and ')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.)+\p{L}(?![\p{L}\p{N}])/gu, (short) => short.replaceAll('.', ''))
    .replace(/(?<=\p{L})\$|\$(?=\p{L})/gu, 's')
    .replace(/(?<=\p{L})!(?=\p{L})/gu, 'i')
}

/** A name made of signs alone (`!!!`, `÷`) stays itself, so that it can be found; beside another one it stays a word. */
function symbolsOf(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim()
}

/** Two songs with one key are the same song in a list. */
export function songKey(title: string, artist: string): string {
  return `${foldText(title)}\n${foldText(artist)}`
}
