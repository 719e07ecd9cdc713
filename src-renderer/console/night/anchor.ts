/** Keeping rows of one height still while others come and go. Pure: pixels in, pixels out. */

export type Anchoring = {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly scrollTop: number
  readonly rowHeight: number
}

/** The scroll position at which the topmost visible row that is still there stands where the topmost stood. */
export function anchoredScroll({ before, after, scrollTop, rowHeight }: Anchoring): number {
  const first = Math.floor(scrollTop / rowHeight)
  const places = new Map(after.map((id, place) => [id, place]))
  for (const id of before.slice(first)) {
    const place = places.get(id)
    if (place !== undefined) return place * rowHeight + (scrollTop - first * rowHeight)
  }
  return 0
}

/** How far up the list may go to show what is new without pushing the focused row out of sight. */
export function revealScroll(focusedPlace: number, rowHeight: number, height: number): number {
  return focusedPlace < 0 ? 0 : Math.max(0, (focusedPlace + 1) * rowHeight - height)
}

export type Filling = {
  readonly count: number
  readonly rowHeight: number
  readonly scrollTop: number
  readonly height: number
}

/** Whether what is held back above leaves room for a row or more below the last one. */
export function hasRoom({ count, rowHeight, scrollTop, height }: Filling): boolean {
  return scrollTop > 0 && scrollTop + height - count * rowHeight >= rowHeight
}
