/** Two clicks this close are one person's double click; the second one would hit the row that moved up. */
const doubleClick = 250

let last = Number.NEGATIVE_INFINITY

/** Times in milliseconds of any one clock, e.g. `event.timeStamp`. */
export function isSecondOfDouble(time: number): boolean {
  const second = time - last < doubleClick
  if (!second) last = time
  return second
}
