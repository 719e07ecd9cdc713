import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { byteOrderMark, type Cell, csvLine } from './csv.ts'

test.each<[string, Cell, string]>([
  ['plain words', 'Dancing Queen', 'Dancing Queen'],
  ['nothing', null, ''],
  ['a number', 12, '12'],
  ['a comma', 'Earth, Wind & Fire', '"Earth, Wind & Fire"'],
  ['quotes', 'the "best" song', '"the ""best"" song"'],
  ['lines', 'for Ada\nand Max', '"for Ada\nand Max"'],
  ['a formula', '=HYPERLINK("http://x.test")', '"\'=HYPERLINK(""http://x.test"")"'],
  ['a plus', '+1 from me', "'+1 from me"],
  ['a minus', '-2+3', "'-2+3"],
  ['an at', '@SUM(A1)', "'@SUM(A1)"],
  ['a tab', '\t=1', "'\t'=1"],
  ['a list that is split at semicolons', "Halo;=cmd|' /C calc'!A0", "Halo;'=cmd|' /C calc'!A0"],
  ['the same behind spaces', 'Halo; +1|\t@x', "Halo; '+1|\t'@x"],
  ['a line break', '\r=1', '"\'\r=1"'],
  ['a wide sign', '＝1+1', "'＝1+1"],
  ['a sign further on', '1+1=3', '1+1=3'],
  ['an apostrophe', '’Round Midnight', '’Round Midnight'],
])('%s', (_name, cell, written) => {
  expect(csvLine([cell, 'x'])).toBe(`${written},x\r\n`)
})

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", ' ', 'a') }),
)
const tables = fc.array(fc.array(text, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 })

function read(lines: readonly (readonly Cell[])[]): string[][] {
  return parse(byteOrderMark + lines.map(csvLine).join(''), { bom: true, record_delimiter: '\r\n' })
}

test('whatever was typed is read again as it was, but for the apostrophe', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const seen = read(table)
      expect(seen.map((row) => row.length)).toEqual(table.map(() => 3))
      const bare = (rows: readonly (readonly string[])[]) =>
        rows.map((row) => row.map((cell) => cell.replace(/'(?=[=+\-@\t\r\n＝＋－＠])/gu, '')))
      expect(bare(seen)).toEqual(bare(table))
    }),
  )
})

test('no cell ever begins with what a spreadsheet reckons out', () => {
  fc.assert(
    fc.property(tables, (table) => {
      for (const cell of read(table).flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]|[;|\t]\s*[=+\-@]/)
    }),
  )
})
