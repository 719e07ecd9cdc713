import { Archive, CircleStop, Disc3, Moon, Radio } from 'lucide-react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import { formatDay } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import styles from './night-list.module.css'
import { NightMenu } from './night-menu.tsx'

export type NightRowProps = {
  readonly event: EventSummary
  /** It is the one that is worked on here. */
  readonly isOpen: boolean
  readonly onLook: () => void
  readonly onNewFrom: () => void
}

/** One night. A click goes on with it, or looks at it when it has ended. */
export function NightRow({ event, isOpen, onLook, onNewFrom }: NightRowProps) {
  const { openNight } = useActions()
  const state = stateOf(event, isOpen)
  const { Icon, words } = states[state]
  const choose = event.endedAt === null && !isOpen ? () => openNight(event) : onLook
  return (
    <li className={styles.row} data-state={state}>
      <button
        type="button"
        className={styles.night}
        aria-current={isOpen}
        title={event.title}
        onClick={() => choose()}
      >
        <Icon size={18} aria-hidden="true" />
        <span className={styles.words}>
          <strong>{event.title}</strong>
          <small>
            <span className={styles.state}>{words}</span> · {formatDay(event.endedAt ?? event.createdAt)}
          </small>
        </span>
      </button>
      <NightMenu event={event} isOpen={isOpen} onLook={onLook} onNewFrom={onNewFrom} />
    </li>
  )
}

type State = 'open' | 'live' | 'standby' | 'ended' | 'archived' | 'offline'

const states: Readonly<Record<State, { readonly Icon: typeof Archive; readonly words: string }>> = {
  open: { Icon: Disc3, words: 'Open now' },
  live: { Icon: Radio, words: 'Live elsewhere' },
  standby: { Icon: Radio, words: 'On standby elsewhere' },
  ended: { Icon: CircleStop, words: 'Ended' },
  archived: { Icon: Archive, words: 'Archived' },
  offline: { Icon: Moon, words: 'Offline' },
}

function stateOf(event: EventSummary, isOpen: boolean): State {
  if (isOpen) return 'open'
  if (event.archivedAt !== null) return 'archived'
  return event.endedAt === null ? event.status : 'ended'
}
