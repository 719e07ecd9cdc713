import { ArrowLeft, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { EventHistory, EventSummary } from '../../../src-main/contract/console-view.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { formatClock, formatCount, formatDay, plural } from '../../shared/format.ts'
import { useActions, useConsoleState } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/field.tsx'
import { ImportedRequests } from './imported-requests.tsx'
import styles from './night-history.module.css'

export type NightHistoryProps = { readonly event: EventSummary; readonly onBack: () => void }

/** A night as it was: numbers, and what played in its order. */
export function NightHistory({ event, onBack }: NightHistoryProps) {
  const { ask, reopenNight } = useActions()
  const changes = useConsoleState((state) => state.nightsChanged)
  const [history, setHistory] = useState<EventHistory | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [assigned, setAssigned] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a night that was changed is read again
  useEffect(() => {
    let isWanted = true
    ask('event.history', { eventId: event.id }).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setHistory(answer.value)
      setProblem(answer.ok ? null : wordsFor(answer.error))
    })
    return () => {
      isWanted = false
    }
  }, [ask, event.id, changes, assigned])

  const shown = history?.event ?? event
  return (
    <div className={styles.history}>
      <div className={styles.head}>
        <Button look="quiet" autoFocus onClick={onBack}>
          <ArrowLeft size={18} aria-hidden="true" />
          All nights
        </Button>
        {shown.endedAt !== null && (
          <Button onClick={() => reopenNight(shown)}>
            <RotateCcw size={16} aria-hidden="true" />
            Reopen
          </Button>
        )}
      </div>
      <div>
        <h3 className={styles.title}>{shown.title}</h3>
        <p className={styles.when}>
          Made {formatDay(shown.createdAt)}
          {shown.endedAt !== null && ` · ended ${formatDay(shown.endedAt)}`}
        </p>
      </div>
      {problem !== null && <Problem>{problem}</Problem>}
      {history !== null && (
        <>
          <Numbers history={history} />
          {history.guestsForgottenAt !== null && (
            <p className={styles.when}>
              Guests’ names and notes were forgotten {formatDay(history.guestsForgottenAt)}.
            </p>
          )}
          {history.imported > 0 && (
            <ImportedRequests
              eventId={event.id}
              count={history.imported}
              onAssigned={() => setAssigned((times) => times + 1)}
            />
          )}
          <Played history={history} />
        </>
      )}
    </div>
  )
}

function Numbers({ history: { requests, counts } }: { readonly history: EventHistory }) {
  const numbers = [
    ['asked', requests],
    ['played', counts.played],
    ['declined', counts.rejected],
    ['undecided', counts.pending],
  ] as const
  return (
    <div>
      <dl className={styles.numbers}>
        {numbers.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      {counts.approved > 0 && (
        <p className={styles.left}>{plural(counts.approved, 'accepted song')} had no turn.</p>
      )}
    </div>
  )
}

function Played({ history: { played, counts } }: { readonly history: EventHistory }) {
  if (played.length === 0)
    return (
      <p className={styles.when}>
        Nothing was played by Cueline in this night. What you start from up next stands here in its order,
        with who asked.
      </p>
    )
  return (
    <div className={styles.played}>
      <h4 className={styles.groupTitle}>Played, in order</h4>
      <ol>
        {played.map(({ id, title, artist, nickname, playedAt }) => (
          <li key={id}>
            <time>{playedAt === null ? '–' : formatClock(playedAt)}</time>
            <span>
              <strong>{title}</strong>
              {artist !== '' && ` — ${artist}`}
              {nickname !== '' && <small>for {nickname}</small>}
            </span>
          </li>
        ))}
      </ol>
      {counts.played > played.length && (
        <p className={styles.when}>and {plural(counts.played - played.length, 'more song')}</p>
      )}
    </div>
  )
}
