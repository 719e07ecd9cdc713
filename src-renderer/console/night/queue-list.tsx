import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, verticalListSortingStrategy } from '@dnd-kit/sortable'
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { keepFocus } from '../state/focus-order.ts'
import styles from './queue.module.css'
import { QueueRow } from './queue-row.tsx'
import { useQueueOrder } from './use-queue-order.ts'

/** `--queue-row-height`, which the virtual list needs as a number. */
const rowHeight = 60

/** A drag begins after this many pixels, so that a click stays a click. */
const dragStart = 4

export type QueueListProps = {
  readonly queue: readonly ConsoleRequest[]
  /** Says where a song went, counted from 0. */
  readonly onMoved: (place: number) => void
}

export function QueueList({ queue, onMoved }: QueueListProps) {
  const { focusQueue } = useActions()
  const focusedId = useConsoleState((state) => state.queueFocusedId)
  const playing = useNight((night) => night.nowPlaying)
  const unlockedId = useConsoleState((state) => state.unlockedId)
  const { songs, move } = useQueueOrder(queue)
  const scroller = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: dragStart } }))
  const ids = useMemo(() => songs.map((song) => song.id), [songs])
  const before = useRef(ids)

  useEffect(() => {
    const next = keepFocus(before.current, ids, focusedId)
    before.current = ids
    if (next !== focusedId) focusQueue(next)
  })

  // With another function each time, all places would be reckoned anew with each key.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids])
  const rows = useVirtualizer({
    count: songs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey,
    overscan: 8,
    rangeExtractor: (range: Range) => withDragged(defaultRangeExtractor(range), dragged),
  })

  const place = focusedId === null ? -1 : ids.indexOf(focusedId)
  const scrolled = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of order must not scroll, a change of focus must
  useEffect(() => {
    if (place !== -1 && scrolled.current) rows.scrollToIndex(place, { align: 'auto' })
    scrolled.current = true
  }, [focusedId])

  function tryMove(from: number, to: number): void {
    if (move(from, to)) onMoved(to)
  }

  function onDragEnd({ active, over }: DragEndEvent): void {
    setDragged(null)
    if (over !== null)
      tryMove(
        ids.indexOf(String(active.id)),
        Math.max(unlockedId === ids[0] ? 0 : 1, ids.indexOf(String(over.id))),
      )
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    event.stopPropagation()
    tryMove(place, event.key === 'ArrowUp' ? place - 1 : place + 1)
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragStart={({ active }) => setDragged(ids.indexOf(String(active.id)))}
      onDragEnd={onDragEnd}
      onDragCancel={() => setDragged(null)}
      accessibility={{ container: document.body }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <div ref={scroller} className={styles.scroller}>
          {/* biome-ignore lint/a11y/useSemanticElements: a table cannot place its rows, and thousands must not all exist */}
          <div
            role="grid"
            tabIndex={-1}
            aria-label="Up next, in order"
            aria-rowcount={songs.length}
            className={styles.rows}
            style={{ height: rows.getTotalSize() }}
            onKeyDown={onKeyDown}
          >
            {rows.getVirtualItems().map((item) => {
              const song = songs[item.index]
              return (
                song && (
                  <QueueRow
                    key={item.key}
                    song={song}
                    after={item.index === 0 ? playing : (songs[item.index - 1] ?? null)}
                    place={item.index}
                    top={item.start}
                    focused={song.id === focusedId}
                  />
                )
              )
            })}
          </div>
        </div>
      </SortableContext>
    </DndContext>
  )
}

/** The dragged row must go on existing while the list scrolls away under it. */
function withDragged(range: readonly number[], dragged: number | null): number[] {
  if (dragged === null || range.includes(dragged)) return [...range]
  return [...range, dragged].sort((a, b) => a - b)
}
