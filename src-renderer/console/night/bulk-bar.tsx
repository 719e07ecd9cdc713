import { X } from 'lucide-react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { formatCount } from '../../shared/format.ts'
import { useActions, useConsoleState } from '../state/context.tsx'
import type { Tab } from '../state/store.ts'
import { Button, Keycap } from '../ui/button.tsx'
import styles from './bulk.module.css'

export type BulkBarProps = { readonly tab: Tab; readonly shown: readonly ConsoleRequest[] }

/** While only some requests are shown: which, and one decision about all of them. */
export function BulkBar({ tab, shown }: BulkBarProps) {
  const { decideAll, showGuest } = useActions()
  const filter = useConsoleState((state) => state.filter)
  const onlyGuest = useConsoleState((state) => state.onlyGuest)
  const isDecided = tab !== 'inbox' && tab !== 'held'
  if (onlyGuest === null && (filter.trim() === '' || isDecided || shown.length === 0)) return null
  return (
    <div className={styles.bar} role="toolbar" aria-label="All that are shown">
      {onlyGuest === null ? (
        <span className={styles.which}>{formatCount(shown.length)} found</span>
      ) : (
        <Button
          className={styles.guest}
          aria-label={`${formatCount(shown.length)} of ${onlyGuest.nickname}: show everybody again`}
          onClick={() => showGuest(null)}
        >
          <span className={styles.name}>
            {formatCount(shown.length)} of {onlyGuest.nickname}
          </span>
          <X size={16} aria-hidden="true" />
        </Button>
      )}
      {!isDecided && shown.length > 0 && (
        <div className={styles.buttons}>
          <Button aria-label="Approve all shown" onClick={() => decideAll(shown, 'approve')}>
            <Keycap>⇧A</Keycap>
            Approve all
          </Button>
          <Button
            aria-label={tab === 'held' ? 'All shown back to the inbox' : 'Hold all shown'}
            onClick={() => decideAll(shown, 'hold')}
          >
            <Keycap>⇧H</Keycap>
            {tab === 'held' ? 'To the inbox' : 'Hold all'}
          </Button>
          <Button look="danger" aria-label="Decline all shown" onClick={() => decideAll(shown, 'decline')}>
            <Keycap>⇧D</Keycap>
            Decline all
          </Button>
        </div>
      )}
    </div>
  )
}
