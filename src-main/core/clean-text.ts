import { textLimits } from './limits.ts'

/** Longer input is cut before anything else: nobody types more, and a hostile text must not cost time. */
const longestInput = 2000

/** Some graphemes have no upper length (joined emoji, Hangul letters), so bytes are bounded too. */
const bytesPerGrapheme = 8

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A guest's name as others see it: at most 24 graphemes and 96 bytes; `null` when nothing visible is left. */
export function cleanNickname(raw: string): string | null {
  return clean(raw, textLimits.nickname, textLimits.nicknameBytes)
}

/** The dedication of a request: at most 140 graphemes on one line; `null` when nothing visible is left. */
export function cleanNote(raw: string): string | null {
  return cleanLine(raw, textLimits.note)
}

/** Any one-line text of a guest, cut to `maxGraphemes`; `null` when nothing visible is left. Idempotent. */
export function cleanLine(raw: string, maxGraphemes: number): string | null {
  return clean(raw, maxGraphemes, maxGraphemes * bytesPerGrapheme)
}

function clean(raw: string, maxGraphemes: number, maxBytes: number): string | null {
  let text = raw.slice(0, longestInput)
  // What one step takes away can bring together what the next must compose or take away, so repeat until it holds still.
  for (;;) {
    const next = cut(tidy(text), maxGraphemes, maxBytes)
    if (next === text) return text === '' ? null : text
    text = next
  }
}

/** Separators, and letters that only look like one; tabs and line ends are controls and become a space too. */
const blanks = /[\p{Z}\t\n\v\f\r\u0085\u2800]+/gu

/**
 * Controls, bidi and other format characters, tags, fillers, lone surrogates, private use, noncharacters and
 * replacement signs. Joiners and emoji selectors are judged apart, by where they stand.
 */
const unwanted = /(?!\p{Join_C}|\ufe0e|\ufe0f)[\p{C}\p{DI}\ufffc\ufffd]/gu

function tidy(text: string): string {
  return text
    .replaceAll('´', '’')
    .normalize('NFKC')
    .replace(blanks, ' ')
    .replace(unwanted, (sign) => (isUnassigned(sign) ? sign : ''))
    .replace(/\p{Join_C}|\ufe0e|\ufe0f/gu, keepWhereItMatters)
    .replace(/(^|\s)\p{M}+/gu, '$1')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** Emoji younger than our Unicode tables stay; noncharacters and hidden code points don't. */
function isUnassigned(sign: string): boolean {
  return /^\p{Cn}$/u.test(sign) && !/[\p{NChar}\p{DI}]/u.test(sign)
}

const emojiBefore = /\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?$/u
const emojiAfter = /^\p{Extended_Pictographic}/u
const viramaBefore =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2\u1b44\ua9c0]$/u
const viramaAfter = /^[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u0dca]/u
const letterBefore = /\p{L}\p{M}?$/u
const letterAfter = /^\p{L}/u
const arabicBefore = /\p{Script=Arabic}\p{M}?$/u
const arabicAfter = /^\p{Script=Arabic}/u

/** Joiners inside emoji, after a virama and between Arabic letters change what one reads; elsewhere they only hide. */
function keepWhereItMatters(sign: string, at: number, text: string): string {
  const before = text.slice(Math.max(0, at - 4), at)
  const after = text.slice(at + 1, at + 3)
  return matters(sign, before, after) ? sign : ''
}

function matters(sign: string, before: string, after: string): boolean {
  switch (sign) {
    case '\u200d':
      return (
        (emojiBefore.test(before) && emojiAfter.test(after)) ||
        (viramaBefore.test(before) && letterAfter.test(after)) ||
        (letterBefore.test(before) && viramaAfter.test(after))
      )
    case '\u200c':
      return (
        (arabicBefore.test(before) && arabicAfter.test(after)) ||
        (viramaBefore.test(before) && letterAfter.test(after))
      )
    case '\ufe0f':
      return (
        /\p{Extended_Pictographic}$/u.test(before) || (/[0-9#*]$/.test(before) && after.startsWith('\u20e3'))
      )
    default:
      return /\p{Extended_Pictographic}$/u.test(before)
  }
}

function cut(text: string, maxGraphemes: number, maxBytes: number): string {
  let kept = ''
  let count = 0
  let bytes = 0
  for (const { segment } of graphemes.segment(text)) {
    count += 1
    bytes += utf8Length(segment)
    if (count > maxGraphemes || bytes > maxBytes) break
    kept += segment
  }
  return kept.trimEnd()
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}
