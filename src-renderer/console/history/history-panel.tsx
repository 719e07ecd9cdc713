import { useVirtualizer } from '@tanstack/react-virtual'
import { Undo2 } from 'lucide-react'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { formatClock } from '../../shared/format.ts'
import panels from '../panels/panels.module.css'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { type Did, type HistoryEntry, historyOf } from './decisions.ts'
import styles from './history.module.css'

/** About the height of one, in pixels; each is measured, as words wrap. */
const usualHeight = 64

const didWords: Readonly<Record<Did, string>> = {
  approved: 'Approved',
  declined: 'Declined',
  held: 'Set aside',
  playing: 'Plays now',
  played: 'Played',
}

/** Everything that was decided tonight, behind the one undo at the foot of the night. */
export function HistoryPanel() {
  const night = useNight((present) => present)
  const past = useConsoleState((state) => state.past)
  const entries = useMemo(() => historyOf(night, past), [night, past])
  if (entries.length === 0)
    return <p role="status">Nothing is decided yet. What you approve, decline or change is listed here.</p>
  return (
    <>
      <p className={panels.muted}>
        What became of each request, by whichever window; and what else this window changed since it was
        opened. What plays or was played cannot be taken back.
      </p>
      <Entries entries={entries} />
    </>
  )
}

/** Inside the panel's own scroller, of which it takes only what is in sight. */
function Entries({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const list = useRef<HTMLUListElement>(null)
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const top = list.current?.offsetTop ?? 0
    if (top !== above) setAbove(top)
  })
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: useCallback(() => list.current?.closest('section') ?? null, []),
    estimateSize: () => usualHeight,
    getItemKey: (index) => entries[index]?.key ?? index,
    scrollMargin: above,
    overscan: 6,
  })
  return (
    <ul ref={list} aria-label="Decisions" className={styles.list} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map((item) => {
        const entry = entries[item.index]
        return (
          entry && (
            <li
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              aria-setsize={entries.length}
              aria-posinset={item.index + 1}
              className={styles.item}
              style={{ transform: `translateY(${item.start - above}px)` }}
            >
              <Entry entry={entry} />
            </li>
          )
        )
      })}
    </ul>
  )
}

function Entry({ entry }: { readonly entry: HistoryEntry }) {
  return (
    <div className={styles.row}>
      <time className={styles.time} dateTime={new Date(entry.at).toISOString()}>
        {formatClock(entry.at)}
      </time>
      {entry.kind === 'change' ? (
        <>
          <p className={styles.words}>{entry.change.words}</p>
          <UndoButton what={entry.change.words} onPress={entry.change.run} />
        </>
      ) : (
        <Decision entry={entry} />
      )}
    </div>
  )
}

function Decision({ entry }: { readonly entry: Extract<HistoryEntry, { readonly kind: 'request' }> }) {
  const { reopen, switchHold } = useActions()
  const { did, request } = entry
  const { title, artist, nickname, rejectReason } = request
  const facts = [artist, nickname, rejectReason ?? ''].filter((fact) => fact !== '')
  return (
    <>
      <div className={styles.words}>
        <p>
          {didWords[did]} <strong>{title}</strong>
        </p>
        <p className={panels.muted}>{facts.join(' · ')}</p>
      </div>
      {did !== 'playing' && did !== 'played' && (
        <UndoButton what={title} onPress={() => (did === 'held' ? switchHold(request) : reopen(request))} />
      )}
    </>
  )
}

function UndoButton({ what, onPress }: { readonly what: string; readonly onPress: () => unknown }) {
  return (
    <Button aria-label={`Undo: ${what}`} onClick={() => void onPress()}>
      <Undo2 size={16} aria-hidden="true" />
      Undo
    </Button>
  )
}
