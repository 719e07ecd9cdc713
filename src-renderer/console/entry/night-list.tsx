import { useState } from 'react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import { Button } from '../ui/button.tsx'
import styles from './night-list.module.css'
import { NightRow } from './night-row.tsx'

export type NightListProps = {
  /** Newest first. */
  readonly events: readonly EventSummary[]
  /** The night that is open now. */
  readonly openId: string | null
  readonly onLook: (event: EventSummary) => void
  /** Makes a new night with the settings of this one. */
  readonly onNewFrom: (event: EventSummary) => void
}

/** A DJ's nights and what can be done with each; archived ones only when they are asked for. */
export function NightList({ events, openId, onLook, onNewFrom }: NightListProps) {
  const [showsArchived, setShowsArchived] = useState(false)
  const archived = events.filter((event) => event.archivedAt !== null)
  const shown = showsArchived ? events : events.filter((event) => event.archivedAt === null)
  return (
    <div className={styles.nights}>
      {shown.length > 0 ? (
        <ul className={styles.list} aria-label="Nights">
          {shown.map((event) => (
            <NightRow
              key={event.id}
              event={event}
              isOpen={event.id === openId}
              onLook={() => onLook(event)}
              onNewFrom={() => onNewFrom(event)}
            />
          ))}
        </ul>
      ) : (
        <p className={styles.none}>
          {archived.length > 0
            ? 'All your nights are archived.'
            : 'Each night that you make stands here, with all that was asked for and played.'}
        </p>
      )}
      {archived.length > 0 && (
        <Button
          look="quiet"
          className={styles.more}
          aria-expanded={showsArchived}
          onClick={() => setShowsArchived(!showsArchived)}
        >
          {showsArchived ? 'Hide archived' : 'Show archived'} ({archived.length})
        </Button>
      )}
    </div>
  )
}
