/** Lines of which all columns begin below each other; numbers stand to the right. */
export function alignColumns(rows: readonly (readonly (string | number)[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(cell))
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const gap = ' '.repeat((widths[at] ?? 0) - widthOf(cell))
        return typeof cell === 'number' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd(),
  )
}

/** In signs that a person sees, so that an accent put on a letter does not count. */
function widthOf(cell: string | number): number {
  return [...new Intl.Segmenter().segment(String(cell))].length
}
