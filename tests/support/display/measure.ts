import type { Page } from '@playwright/test'

/** Shares of the screen: the margin that some TVs cut off, the smallest text and the smallest code that are still read. */
const least = { margin: 0.05, text: 0.022, code: 0.18 }

/** What is wrong with the picture, a sentence each: measured on the boxes of all texts, covers and codes. */
export async function findFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(measureFaults, least)
}

/** Runs in the page, so it brings all that it needs. */
function measureFaults({ margin, text: leastText, code: leastCode }: typeof least): string[] {
  type Box = { left: number; top: number; right: number; bottom: number }
  type Piece = { name: string; element: Element; box: Box }
  const [width, height] = [window.innerWidth, window.innerHeight]
  const faults: string[] = []
  const slack = 1

  const hasText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
  const isInline = (element: Element) => getComputedStyle(element).display.startsWith('inline')
  const nameOf = (element: Element) =>
    (element.textContent || element.getAttribute('aria-label') || element.tagName).trim().slice(0, 30)

  function blockOf(element: Element): Element {
    let block = element
    while (isInline(block) && block.parentElement) block = block.parentElement
    return block
  }

  /** Where its lines stand, without the room above and below them for their marks. */
  function linesOf(element: Element): DOMRect {
    const { x, y, width, height } = element.getBoundingClientRect()
    const { paddingTop, paddingBottom } = getComputedStyle(element)
    const above = Number.parseFloat(paddingTop) || 0
    const below = Number.parseFloat(paddingBottom) || 0
    return new DOMRect(x, y + above, width, height - above - below)
  }

  /** What is left of a box behind the edges of what holds it; `null` when nothing is. */
  function shownPart(element: Element): Box | null {
    const own = linesOf(element)
    const box = { left: own.left, top: own.top, right: own.right, bottom: own.bottom }
    for (let holder = element.parentElement; holder; holder = holder.parentElement) {
      if (getComputedStyle(holder).overflow !== 'hidden' || holder === document.body) continue
      const edge = holder.getBoundingClientRect()
      box.left = Math.max(box.left, edge.left)
      box.top = Math.max(box.top, edge.top)
      box.right = Math.min(box.right, edge.right)
      box.bottom = Math.min(box.bottom, edge.bottom)
    }
    if (box.right - box.left < slack || box.bottom - box.top < slack) return null
    if (own.right - box.right > slack || own.bottom - box.bottom > slack)
      faults.push(`${nameOf(element)}: cut off`)
    return box
  }

  const main = document.querySelector('main')
  if (!main) return ['there is no page']
  const all = [...main.querySelectorAll('*'), ...document.querySelectorAll('aside')]
  const texts = all.filter((element) => element instanceof HTMLElement && hasText(element))
  const pictures = [...main.querySelectorAll('img, svg')]
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })

  const pieces: Piece[] = []
  for (const element of new Set([...texts.map(blockOf), ...pictures])) {
    if (!isSeen(element)) continue
    const box = shownPart(element)
    if (box) pieces.push({ name: nameOf(element), element, box })
  }

  for (const { name, box } of pieces) {
    const isOut =
      box.left < width * margin - slack ||
      box.right > width * (1 - margin) + slack ||
      box.top < height * margin - slack ||
      box.bottom > height * (1 - margin) + slack
    if (isOut) faults.push(`${name}: outside the margin, ${JSON.stringify(box)}`)
  }

  for (const [at, one] of pieces.entries()) {
    for (const other of pieces.slice(at + 1)) {
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (across > slack && down > slack) faults.push(`${one.name} lies over ${other.name}`)
    }
  }

  for (const element of texts) {
    if (!isSeen(element) || !pieces.some((piece) => piece.element.contains(element))) continue
    const size = Number.parseFloat(getComputedStyle(element).fontSize)
    if (size < height * leastText - 0.1) faults.push(`${nameOf(element)}: ${size} px is too small`)
    const block = blockOf(element)
    if (block.clientHeight > 0 && block.clientHeight < size - slack)
      faults.push(`${nameOf(element)}: cut in its height`)
    // A name may end early, with a sign.
    const mayEnd = getComputedStyle(block).textOverflow === 'ellipsis'
    if (!mayEnd && block.scrollWidth > block.clientWidth + slack)
      faults.push(`${nameOf(element)}: wider than its place`)
    for (const broken of brokenWords(element)) faults.push(`${broken}: a word in two lines`)
    const runs = isRightToLeft(element.textContent ?? '') ? 'rtl' : 'ltr'
    if (element.matches('[data-tall]') && getComputedStyle(element).direction !== runs)
      faults.push(`${nameOf(element)}: runs the wrong way, and ends early at its beginning`)
    if (isCutBeside(element)) faults.push(`${nameOf(element)}: its letters are cut above or below`)
  }

  /** Whether its first letter is of a script that is written so. */
  function isRightToLeft(text: string): boolean {
    return /^[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text.match(/\p{L}/u)?.[0] ?? '')
  }

  /** Whether letters with what hangs on them, in whichever font has them, are higher than what is left of their lines. */
  function isCutBeside(element: Element): boolean {
    const clip = element.closest('[data-tall]') ?? element
    const style = getComputedStyle(element)
    if (getComputedStyle(clip).overflow !== 'hidden') return false
    const range = document.createRange()
    range.selectNodeContents(element)
    const edge = clip.getBoundingClientRect()
    const lines = [...range.getClientRects()].filter(({ top, bottom }) => (top + bottom) / 2 < edge.bottom)
    const [first, last] = [lines[0], lines.at(-1)]
    const pen = document.createElement('canvas').getContext('2d')
    if (!first || !last || !pen) return false
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const ink = pen.measureText((element.textContent ?? '').replace(/[^\p{L}\p{M}\p{N}\p{P}\s]/gu, ''))
    const above = first.top + ink.fontBoundingBoxAscent - ink.actualBoundingBoxAscent
    const below = last.top + ink.fontBoundingBoxAscent + ink.actualBoundingBoxDescent
    return above < edge.top - slack || below > edge.bottom + slack
  }

  /** Words, names of hosts and numbers that stand on two lines though they are of a length that fits anywhere. */
  function brokenWords(element: Element): string[] {
    // A title is made smaller for its words.
    const longest = element.closest('h1') ? 34 : 16
    return [...element.childNodes].flatMap((node) => {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : ''
      const words = [...text.matchAll(/[\p{Script=Latin}\p{N}’.:]+/gu)].filter(
        ([word]) => word.length <= (/\d\./.test(word) ? 21 : longest),
      )
      return words.filter(({ index, 0: word }) => isBroken(node, index, word.length)).map(([word]) => word)
    })
  }

  function isBroken(node: Node, start: number, length: number): boolean {
    const range = document.createRange()
    range.setStart(node, start)
    range.setEnd(node, start + length)
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1
  }

  const code = main.querySelector('[aria-label="QR code to ask for a song"]')?.getBoundingClientRect()
  if (code && code.height < height * leastCode) faults.push(`the code is ${code.height} px high`)
  return faults
}
