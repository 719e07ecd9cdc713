import { type RefObject, useLayoutEffect, useRef } from 'react'
import { isTall } from './writing.ts'

/** The largest whole size from `min` to `max` that fits; `min` when none does. */
export function largestThatFits(min: number, max: number, fits: (size: number) => boolean): number {
  let low = Math.floor(min)
  let high = Math.max(low, Math.floor(max))
  if (fits(high)) return high
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

/** Shares of a unit: a hundredth of the screen, see `--unit` in `page.css`. */
export type FitLimits = {
  readonly min: number
  readonly max: number
  readonly height: number
  /** On a screen that stands upright. */
  readonly heightUpright: number
}

const lineHeights = { usual: 1.08, tall: 1.35 }
const mostLines = 2

/** Makes a heading's text as large as it fits: at most two lines, at most `height`, and no word cut. */
export function useFittedText(text: string, limits: FitLimits): RefObject<HTMLHeadingElement | null> {
  const ref = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    const element = ref.current
    if (!element) return
    const refit = () => fitInto(element, limits, isTall(text) ? lineHeights.tall : lineHeights.usual)
    refit()
    // Inter is wider than what stands in for it while it loads.
    if (document.fonts?.status === 'loading') document.fonts.ready.then(refit, () => {})
    window.addEventListener('resize', refit)
    return () => window.removeEventListener('resize', refit)
  }, [text, limits])
  return ref
}

function fitInto(
  element: HTMLElement,
  { min, max, height, heightUpright }: FitLimits,
  lineHeight: number,
): void {
  const unit = unitOf(window)
  const room = (window.innerWidth < window.innerHeight ? heightUpright : height) * unit
  element.style.lineHeight = String(lineHeight)
  const copy = layCopyAside(element)
  const fits = (size: number) => {
    copy.style.fontSize = `${size}px`
    const lines = Math.round(copy.offsetHeight / (size * lineHeight))
    const isWide = copy.scrollWidth > copy.clientWidth
    return lines <= mostLines && lines * size * lineHeight <= room && !isWide
  }
  // A word is broken only where it is too long for a line of its own even when small.
  copy.style.overflowWrap = 'normal'
  if (!fits(Math.floor(min * unit))) copy.style.overflowWrap = ''
  element.style.fontSize = `${largestThatFits(min * unit, max * unit, fits)}px`
  copy.parentElement?.remove()
}

/** A copy in a box that is laid out apart: a try costs a tenth of what laying out the page does. */
function layCopyAside(element: HTMLElement): HTMLElement {
  const box = document.createElement('div')
  Object.assign(box.style, {
    position: 'absolute',
    contain: 'strict',
    visibility: 'hidden',
    width: `${element.clientWidth}px`,
    height: '0',
  })
  const copy = element.cloneNode(true) as HTMLElement
  // Which changes where lines end, not how many there are.
  copy.style.setProperty('text-wrap', 'wrap')
  box.append(copy)
  element.after(box)
  return copy
}

/** `--unit` in pixels. */
function unitOf({ innerWidth: width, innerHeight: height }: Window): number {
  return Math.min(Math.max(width, height) * (9 / 16), Math.min(width, height)) / 100
}
