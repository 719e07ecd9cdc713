import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { anchoredScroll, hasRoom, revealScroll } from './anchor.ts'

/** Hands count as off the list after this long without a key or the pointer over it. */
const handsOff = 6000
/** After this long already where new rows are held back over an empty place. */
const handsOffWithRoom = 1000

export type AnchoredList = {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLDivElement | null>
  /** Rows above the visible ones that were never seen. */
  readonly unseen: number
  readonly showNewest: () => void
}

/**
 * A list that never moves under the hands: what is new comes in above the visible part and is counted.
 * Once nobody touches the list for a while, and it was not scrolled away, it shows the new rows by itself.
 */
export function useAnchoredList(
  ids: readonly string[],
  focusedId: string | null,
  rowHeight: number,
): AnchoredList {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const before = useRef(ids)
  const seen = useRef(new Set(ids))
  /** The scroll position that we made ourselves; another one means that the DJ scrolled. */
  const own = useRef(0)
  const touched = useRef(0)
  const [unseen, setUnseen] = useState(0)

  const look = useCallback(() => {
    const list = scroller.current
    if (list === null) return
    const first = Math.ceil((list.scrollTop - rowHeight / 2) / rowHeight)
    const last = Math.ceil((list.scrollTop + list.clientHeight) / rowHeight)
    for (const id of before.current.slice(Math.max(0, first), last)) seen.current.add(id)
    setUnseen(before.current.slice(0, Math.max(0, first)).filter((id) => !seen.current.has(id)).length)
    keepRoom(list, content.current)
  }, [rowHeight])

  useLayoutEffect(() => {
    const list = scroller.current
    if (before.current === ids || list === null) return
    const next = anchoredScroll({ before: before.current, after: ids, scrollTop: list.scrollTop, rowHeight })
    const byUs = Math.abs(list.scrollTop - own.current) < 1
    before.current = ids
    if (content.current) content.current.style.minHeight = `${next + list.clientHeight}px`
    list.scrollTop = next
    if (byUs) own.current = list.scrollTop
    look()
  }, [ids, rowHeight, look])

  useEffect(() => {
    const list = scroller.current
    if (list === null) return
    const touch = (): void => {
      touched.current = Date.now()
    }
    const gestures = ['pointermove', 'pointerdown', 'wheel'] as const
    for (const gesture of gestures) list.addEventListener(gesture, touch, { passive: true })
    window.addEventListener('keydown', touch)
    list.addEventListener('scroll', look, { passive: true })
    return () => {
      for (const gesture of gestures) list.removeEventListener(gesture, touch)
      window.removeEventListener('keydown', touch)
      list.removeEventListener('scroll', look)
    }
  }, [look])

  const waits = unseen > 0
  useEffect(() => {
    if (!waits) return
    // Not anew with each row: where they come many times a second, it would never be time.
    const timer = setInterval(() => {
      const list = scroller.current
      if (list === null) return
      const { scrollTop, clientHeight: height } = list
      const room = hasRoom({ count: before.current.length, rowHeight, scrollTop, height })
      if (Date.now() - touched.current < (room ? handsOffWithRoom : handsOff)) return
      if (!room && Math.abs(scrollTop - own.current) >= 1) return
      const place = focusedId === null ? -1 : before.current.indexOf(focusedId)
      own.current = revealScroll(place, rowHeight, height)
      list.scrollTop = own.current
      look()
    }, 1000)
    return () => clearInterval(timer)
  }, [waits, focusedId, rowHeight, look])

  const showNewest = useCallback(() => {
    const list = scroller.current
    if (list === null) return
    own.current = 0
    list.scrollTop = 0
    look()
  }, [look])

  return { scroller, content, unseen, showNewest }
}

/** Room below the last row, only as long as the anchored position needs it. */
function keepRoom(list: HTMLDivElement, content: HTMLDivElement | null): void {
  if (content === null) return
  content.style.minHeight = list.scrollTop > 0 ? `${list.scrollTop + list.clientHeight}px` : ''
}
