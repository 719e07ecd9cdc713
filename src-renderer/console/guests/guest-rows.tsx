import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { GuestSummary } from '../../../src-main/contract/guest-commands.ts'
import { GuestRow } from './guest-row.tsx'
import styles from './guests.module.css'

/** About the height of one, in pixels; each is measured, as names and buttons wrap. */
const usualHeight = 112

export type GuestRowsProps = {
  readonly guests: readonly GuestSummary[]
  readonly hideRequests: boolean
  readonly onChanged: () => Promise<void>
}

/** Inside the panel's own scroller, of which it takes only what is in sight. */
export function GuestRows({ guests, hideRequests, onChanged }: GuestRowsProps) {
  const list = useRef<HTMLUListElement>(null)
  const [above, setAbove] = useState(0)
  // The problem and the field above come and go.
  useLayoutEffect(() => {
    const top = list.current?.offsetTop ?? 0
    if (top !== above) setAbove(top)
  })
  const rows = useVirtualizer({
    count: guests.length,
    getScrollElement: useCallback(() => list.current?.closest('section') ?? null, []),
    estimateSize: () => usualHeight,
    getItemKey: (index) => guests[index]?.id ?? index,
    scrollMargin: above,
    overscan: 4,
  })
  return (
    <ul ref={list} aria-label="Guests" className={styles.list} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((item) => {
        const guest = guests[item.index]
        return (
          guest && (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              aria-setsize={guests.length}
              aria-posinset={item.index + 1}
              className={styles.item}
              style={{ transform: `translateY(${item.start - above}px)` }}
            >
              <GuestRow guest={guest} hideRequests={hideRequests} onChanged={onChanged} />
            </li>
          )
        )
      })}
    </ul>
  )
}
