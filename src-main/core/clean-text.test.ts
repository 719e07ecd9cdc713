import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanNickname, cleanNote } from './clean-text.ts'

const runs = 20_000

/** Text as attackers write it: every kind of character that has a rule here, densely mixed. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
      fc.constantFrom(
        ...[
          '\u200d',
          '\u200c',
          '\ufe0f',
          '\ufe0e',
          '\u20e3',
          '\u0301',
          '\u0308',
          '\u0323',
          '\u094d',
          '\u09cd',
        ],
        ...[
          'क',
          'ष',
          'র',
          'می',
          'خواهم',
          'e',
          'A',
          '1',
          '#',
          ' ',
          '\u00a0',
          '\u3000',
          '\t',
          '\n',
          '´',
          '¨',
          'ﷺ',
        ],
        ...[
          '👩',
          '💻',
          '❤',
          '🏽',
          '🏳',
          '🌈',
          '🇩',
          '🇪',
          '\u{e0067}',
          '\u{e007f}',
          '\ud83d',
          '\ude00',
          '\u202e',
        ],
        ...[
          '\u2066',
          '\u200b',
          '\ufeff',
          '\u034f',
          '\u115f',
          '\u1160',
          '\u3164',
          '\u2800',
          '\u0000',
          '\u0085',
        ],
        ...['ᄀ', 'ᅡ', 'ᆨ', 'が', '\u3099', 'Å', 'ẛ̣', '\u0344', '½', '\ufffd', '\ufffe', '\ue000', '\u180e'],
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

function graphemesOf(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length
}

describe('cleanNickname', () => {
  it.each([
    ['  Mia  ', 'Mia'],
    ['Mia\n\tLena', 'Mia Lena'],
    ['Ｍｉａ', 'Mia'],
    ['Zoë', 'Zoë'],
    ['Zoe\u0308', 'Zoë'],
    ['M\u200bi\u202ea\u2066', 'Mia'],
    ['Mia\u{e0041}\u{e0042}', 'Mia'],
    ['Mia\ud83d', 'Mia'],
    ['Z\u0323\u0323\u0323\u0323\u0323a', 'Ẓ\u0323\u0323a'],
    ['👩‍💻 Ada', '👩‍💻 Ada'],
    ['❤️', '❤️'],
    ['1️⃣', '1️⃣'],
    ['🇩🇪 Jo', '🇩🇪 Jo'],
    ['👍🏽', '👍🏽'],
    ['می‌خواهم', 'می‌خواهم'],
    ['ශ්‍රී', 'ශ්‍රී'],
    ['क्षमा', 'क्षमा'],
    ['A\u200dB', 'AB'],
    ['D´Angelo', 'D’Angelo'],
    ['Øystein', 'Øystein'],
    ['李小龙', '李小龙'],
    ['<b>Bo</b>', '<b>Bo</b>'],
  ])('reads %j as %j', (raw, wanted) => {
    expect(cleanNickname(raw)).toBe(wanted)
  })

  it.each([
    '',
    '   ',
    '\u200b',
    '\u3164',
    '\u2800',
    '\u0301\u0301',
    '\ud800',
    '\u202e\u202c',
    '\ufe0f',
    '\u{e0020}',
  ])('refuses %j, in which nothing can be seen', (raw) => {
    expect(cleanNickname(raw)).toBeNull()
  })

  it('cuts after 24 graphemes, never through one', () => {
    expect(cleanNickname('x'.repeat(30))).toBe('x'.repeat(24))
    expect(cleanNickname(`${'x'.repeat(23)}👍🏽y`)).toBe(`${'x'.repeat(23)}👍🏽`)
  })

  it('cuts after 96 bytes, never through a grapheme', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(cleanNickname(family.repeat(10))).toBe(family.repeat(3))
  })

  it('leaves nothing that hides, reorders or piles up, fits, and changes nothing the second time', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const name = cleanNickname(raw)
        if (name === null) return
        expect(cleanNickname(name)).toBe(name)
        expect(name).toBe(name.trim())
        expect(name).toBe(name.normalize('NFKC'))
        expect(name).not.toMatch(
          /[\p{Cc}\p{Cs}\p{Co}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/u,
        )
        expect(name).not.toMatch(/\p{M}{3}/u)
        expect(name).not.toMatch(/ {2}|^\p{M}/u)
        expect(graphemesOf(name)).toBeLessThanOrEqual(24)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(96)
        expect(Buffer.from(name).toString()).toBe(name)
      }),
      { numRuns: runs },
    )
  })
})

describe('cleanNote and cleanLine', () => {
  it('keep 140 graphemes of a dedication, on one line', () => {
    expect(cleanNote('For Jo,\nhappy   birthday!')).toBe('For Jo, happy birthday!')
    expect(graphemesOf(cleanNote('é'.repeat(500)) ?? '')).toBe(140)
  })

  it('cut to the length asked for', () => {
    expect(cleanLine('Dancing Queen', 7)).toBe('Dancing')
    expect(cleanLine('Dancing Queen', 8)).toBe('Dancing')
  })

  it('bound graphemes that have no length of their own', () => {
    expect(Buffer.byteLength(cleanLine('ᄀ'.repeat(2000), 10) ?? '')).toBeLessThanOrEqual(80)
  })

  it('change nothing the second time', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 140 }), (raw, most) => {
        const once = cleanLine(raw, most)
        if (once !== null) expect(cleanLine(once, most)).toBe(once)
      }),
      { numRuns: runs },
    )
  })
})
