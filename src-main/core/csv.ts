/**
 * CSV as spreadsheets take it: UTF-8 with a byte order mark, CRLF, quotes as in RFC 4180. What a spreadsheet would reckon
 * out (a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break) gets an apostrophe before it, also behind a `;`, a
 * tab or a `|`, at which many split by themselves: what guests type is text and never runs.
 */

/** Before the first line: without it Excel reads accents wrongly. */
export const byteOrderMark = '\ufeff'

/** The wide forms are signs to a spreadsheet that was set up for Chinese or Japanese. */
const formula = /^(?=[=+\-@\t\r\n＝＋－＠])|(?<=[;|\t]\s*)(?=[=+\-@＝＋－＠])/gu

export type Cell = string | number | null

/** One line with its end; `null` is an empty cell. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: Cell): string {
  const text = String(cell ?? '')
  const safe = text.replace(formula, "'")
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
