import { Monitor, MonitorSmartphone, Smartphone, X } from 'lucide-react'
import type { ConsoleNotice } from '../../../src-main/contract/console-view.ts'
import { formatDuration } from '../../shared/format.ts'
import { useNow } from '../../shared/use-now.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './notices.module.css'
import { targetWords } from './words.ts'

const icons = { display: Monitor, phones: Smartphone, both: MonitorSmartphone } as const

/** What the room is told now, each with what is left of its time. */
export function OnAir() {
  const { removeNotice } = useActions()
  const notices = useNight((night) => night.notices)
  if (notices.length === 0) return null
  return (
    <ul className={styles.onAir} aria-label="Notices on air">
      {notices.map((notice) => {
        const Icon = icons[notice.target]
        return (
          <li key={notice.id} className={styles.row}>
            <Icon size={18} aria-hidden="true" />
            <div className={styles.words}>
              <p className={styles.line}>{notice.text}</p>
              <p className={styles.detail}>
                <Left notice={notice} />
                {` · ${targetWords[notice.target]}`}
              </p>
            </div>
            <Button
              look="quiet"
              shape="icon"
              aria-label={`Remove “${notice.text}”`}
              onClick={() => removeNotice(notice)}
            >
              <X size={18} />
            </Button>
          </li>
        )
      })}
    </ul>
  )
}

function Left({ notice: { remainingMs } }: { readonly notice: ConsoleNotice }) {
  const now = useNow(500)
  const receivedAt = useConsoleState((state) => state.receivedAt)
  if (remainingMs === null) return 'until removed'
  const left = remainingMs - Math.max(0, now - receivedAt)
  // The last second is one until it is over.
  return <span className={styles.left}>{formatDuration(Math.ceil(left / 1000) * 1000)}</span>
}
