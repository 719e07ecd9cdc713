import { ChevronRight } from 'lucide-react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import { formatDay } from '../../shared/format.ts'
import { statusWords } from '../words.ts'
import styles from './night-list.module.css'

export type NightListProps = {
  readonly events: readonly EventSummary[]
  /** The night that is open now. */
  readonly openId: string | null
  readonly onOpen: (eventId: string) => void
}

export function NightList({ events, openId, onOpen }: NightListProps) {
  return (
    <ul className={styles.list} aria-label="Nights">
      {events.map((event) => (
        <li key={event.id}>
          <button
            type="button"
            className={styles.night}
            aria-current={event.id === openId}
            onClick={() => event.id !== openId && onOpen(event.id)}
          >
            <span className={styles.words}>
              <strong>{event.title}</strong>
              <small>{stateWords(event, openId)}</small>
            </span>
            <ChevronRight size={20} aria-hidden="true" />
          </button>
        </li>
      ))}
    </ul>
  )
}

function stateWords(event: EventSummary, openId: string | null): string {
  const made = formatDay(event.createdAt)
  if (event.id === openId) return `${made} · open now`
  if (event.endedAt !== null) return `${made} · ended`
  return event.status === 'offline' ? made : `${made} · ${statusWords[event.status].label}`
}
