import { Undo2 } from 'lucide-react'
import { useMemo } from 'react'
import { formatClock } from '../../shared/format.ts'
import panels from '../panels/panels.module.css'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { PanelRows } from '../ui/panel-rows.tsx'
import { type Did, decisionsOf, type HistoryEntry } from './decisions.ts'
import styles from './history.module.css'

/** About the height of one, in pixels. */
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
  const entries = useMemo(() => decisionsOf(night, past), [night, past])
  if (entries.length === 0)
    return <p role="status">Nothing is decided yet. What you approve, decline or change is listed here.</p>
  return (
    <>
      <p className={panels.muted}>
        What became of each request, by whichever window; and what else this window changed since it was
        opened. What plays or was played cannot be taken back.
      </p>
      <PanelRows label="Decisions" rows={entries} keyOf={({ key }) => key} usualHeight={usualHeight}>
        {(entry) => <Entry entry={entry} />}
      </PanelRows>
    </>
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
          {entry.change.run !== null && <UndoButton what={entry.change.words} onPress={entry.change.run} />}
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
