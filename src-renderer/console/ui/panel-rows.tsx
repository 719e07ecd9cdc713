import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react'
import styles from './panel-rows.module.css'

export type PanelRowsProps<T> = {
  readonly label: string
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  /** About the height of one, in pixels; each is measured, as words and buttons wrap. */
  readonly usualHeight: number
  readonly children: (row: T) => ReactNode
}

/** A long list inside a panel's own scroller, of which it takes only what is in sight. */
export function PanelRows<T>({ label, rows, keyOf, usualHeight, children }: PanelRowsProps<T>) {
  const list = useRef<HTMLUListElement>(null)
  const [above, setAbove] = useState(0)
  // What stands above comes and goes.
  useLayoutEffect(() => {
    const top = list.current?.offsetTop ?? 0
    if (top !== above) setAbove(top)
  })
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: useCallback(() => list.current?.closest('section') ?? null, []),
    estimateSize: () => usualHeight,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
    scrollMargin: above,
    overscan: 6,
  })
  return (
    <ul ref={list} aria-label={label} className={styles.list} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((item) => {
        const row = rows[item.index]
        return (
          row !== undefined && (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              className={styles.item}
              style={{ transform: `translateY(${item.start - above}px)` }}
            >
              {children(row)}
            </li>
          )
        )
      })}
    </ul>
  )
}
