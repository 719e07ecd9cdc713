import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp } from 'lucide-react'
import { memo, useCallback, useEffect, useMemo, useRef } from 'react'
import type { ConsoleRequest, NightView } from '../../../src-main/contract/console-view.ts'
import { plural } from '../../shared/format.ts'
import { useNow } from '../../shared/use-now.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { keepFocus } from '../state/focus-order.ts'
import { mixReference } from '../state/narrowings.ts'
import type { Tab } from '../state/store.ts'
import { tabWords } from '../words.ts'
import styles from './inbox.module.css'
import { RequestRow } from './request-row.tsx'
import { useAnchoredList } from './use-anchored-list.ts'

/** `--row-height`, which the virtual list needs as a number. */
const rowHeight = 72

export type RequestListProps = {
  readonly requests: readonly ConsoleRequest[]
  readonly tab: Tab
  /** Not about to be replaced by what was typed meanwhile. */
  readonly settled: boolean
}

export const RequestList = memo(function RequestList({ requests, tab, settled }: RequestListProps) {
  const { focus } = useActions()
  const focusedId = useConsoleState((state) => state.focusedId)
  const busy = useConsoleState((state) => state.busy)
  const after = useNight((night) => followed(night, tab))
  const now = useNow(20_000)
  const order = requests.map((request) => request.id).join(' ')
  const ids = useMemo(() => order.split(' '), [order])
  const { scroller, content, unseen, showNewest } = useAnchoredList(ids, focusedId, rowHeight)
  useFocusInside(ids, focusedId, focus, settled)

  // With another function each time, thousands of places would be reckoned anew with each key.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids])
  const rows = useVirtualizer({
    count: requests.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 6,
  })

  const place = focusedId === null ? -1 : ids.indexOf(focusedId)
  const scrolledTo = useRef<string | null>(null)
  useEffect(() => {
    if (place === -1 || scrolledTo.current === focusedId) return
    if (scrolledTo.current !== null) rows.scrollToIndex(place, { align: 'auto' })
    scrolledTo.current = focusedId
  }, [place, focusedId, rows])

  return (
    <div className={styles.listBox}>
      {unseen > 0 && (
        <button
          type="button"
          className={styles.pill}
          onClick={() => {
            showNewest()
            focus(ids[0] ?? null)
          }}
        >
          <ArrowUp size={16} aria-hidden="true" />
          {unseen} new
        </button>
      )}
      <div ref={scroller} className={styles.scroller}>
        {/* biome-ignore lint/a11y/useSemanticElements: a table cannot place its rows, and thousands must not all exist */}
        <div
          ref={content}
          role="grid"
          aria-label={`${tabWords[tab]}: ${plural(requests.length, 'request')}`}
          aria-rowcount={requests.length}
          className={styles.rows}
          style={{ height: rows.getTotalSize() }}
        >
          {rows.getVirtualItems().map((item) => {
            const request = requests[item.index]
            return (
              request && (
                <RequestRow
                  key={item.key}
                  request={request}
                  after={after}
                  tab={tab}
                  place={item.index}
                  top={item.start}
                  focused={request.id === focusedId}
                  busy={busy.has(request.id)}
                  now={now}
                />
              )
            )
          })}
        </div>
      </div>
    </div>
  )
})

/** What the songs of a list are held against: what was decided long ago is held against nothing. */
function followed(night: NightView, tab: Tab): ConsoleRequest | null {
  if (tab === 'approved') return night.nowPlaying
  return tab === 'inbox' || tab === 'held' ? mixReference(night) : null
}

/** The focus stays on its row; when that row goes, on what took its place. */
function useFocusInside(
  ids: readonly string[],
  focusedId: string | null,
  focus: (id: string | null) => void,
  settled: boolean,
): void {
  const before = useRef(ids)
  useEffect(() => {
    // The list that comes gives the focus to its own first row.
    if (!settled) return
    const next = keepFocus(before.current, ids, focusedId)
    before.current = ids
    if (next !== focusedId) focus(next)
  }, [ids, focusedId, focus, settled])
}
