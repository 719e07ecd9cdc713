import { ArrowLeft, RefreshCw, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import type { EventReport } from '../../../src-main/contract/night-report.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { formatClock, formatDay } from '../../shared/format.ts'
import { useActions, useConsoleState } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/field.tsx'
import { ImportedRequests } from './imported-requests.tsx'
import styles from './night-history.module.css'
import { Report } from './report.tsx'
import { SaveButtons } from './save-buttons.tsx'

export type NightHistoryProps = {
  readonly event: Pick<EventSummary, 'id' | 'title'>
  /** `null` where there is no list to go back to. */
  readonly onBack: (() => void) | null
}

/** A night as it was, or is so far: its report, and what can be saved of it. */
export function NightHistory({ event, onBack }: NightHistoryProps) {
  const { reopenNight } = useActions()
  const { report, problem, reload } = useReport(event.id)
  const night = report?.event ?? null
  return (
    <div className={styles.history}>
      <div className={styles.head}>
        {onBack !== null && (
          <Button look="quiet" autoFocus onClick={onBack}>
            <ArrowLeft size={18} aria-hidden="true" />
            All nights
          </Button>
        )}
        {night !== null && night.endedAt !== null && (
          <Button onClick={() => reopenNight(night)}>
            <RotateCcw size={16} aria-hidden="true" />
            Reopen
          </Button>
        )}
        {night !== null && night.endedAt === null && (
          <Button look="quiet" onClick={reload}>
            <RefreshCw size={16} aria-hidden="true" />
            Count again
          </Button>
        )}
      </div>
      <div>
        <h3 className={styles.title}>{night?.title ?? event.title}</h3>
        {report !== null && <p className={styles.when}>{dates(report)}</p>}
      </div>
      {problem !== null && <Problem>{problem}</Problem>}
      {report === null && problem === null && <p role="status">Counting …</p>}
      {report !== null && (
        <>
          {report.imported > 0 && (
            <ImportedRequests eventId={event.id} count={report.imported} onAssigned={reload} />
          )}
          <SaveButtons eventId={event.id} />
          <Report report={report} />
        </>
      )}
    </div>
  )
}

function dates({ at, event: { createdAt, endedAt } }: EventReport): string {
  const made = `Made ${formatDay(createdAt)}`
  return endedAt === null ? `${made} · as of ${formatClock(at)}` : `${made} · ended ${formatDay(endedAt)}`
}

/** Asked for again when the night was changed, or when one wants. */
function useReport(eventId: string) {
  const { ask } = useActions()
  const changes = useConsoleState((state) => state.nightsChanged)
  const [report, setReport] = useState<EventReport | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [times, setTimes] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: changes are what it is asked again for
  useEffect(() => {
    let isWanted = true
    ask('event.report', { eventId }).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setReport(answer.value)
      setProblem(answer.ok ? null : wordsFor(answer.error))
    })
    return () => {
      isWanted = false
    }
  }, [ask, eventId, changes, times])

  return { report, problem, reload: () => setTimes((before) => before + 1) }
}
