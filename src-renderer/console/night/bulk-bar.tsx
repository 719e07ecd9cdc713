import { X } from 'lucide-react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { formatCount } from '../../shared/format.ts'
import { useActions, useConsoleState } from '../state/context.tsx'
import type { Tab } from '../state/store.ts'
import { Button, Keycap } from '../ui/button.tsx'
import { narrowingWords } from '../words.ts'
import styles from './bulk.module.css'

export type BulkBarProps = {
  readonly tab: Tab
  readonly shown: readonly ConsoleRequest[]
  /** How many of the tab are not. */
  readonly hidden: number
}

/** While only some requests are shown: which, how many are not, and one decision about all of them. */
export function BulkBar({ tab, shown, hidden }: BulkBarProps) {
  const { decideAll, showAll, showGuest } = useActions()
  const filter = useConsoleState((state) => state.filter)
  const onlyGuest = useConsoleState((state) => state.onlyGuest)
  const chosen = useConsoleState((state) => state.narrowed)
  const isDecided = tab !== 'inbox' && tab !== 'held'
  const isFound = filter.trim() !== '' && !isDecided && shown.length > 0
  if (onlyGuest === null && chosen.length === 0 && !isFound) return null
  const narrowing = chosen.map((one) => narrowingWords[one])
  if (filter.trim() !== '') narrowing.unshift(`“${filter.trim()}”`)
  if (onlyGuest !== null && hidden > 0) narrowing.unshift(`${formatCount(hidden)} hidden`)
  const words = narrowing.join(' · ')
  return (
    <div className={styles.bar} role="toolbar" aria-label="All that are shown">
      {onlyGuest === null ? (
        <span className={styles.which}>{countWords(shown.length, hidden)}</span>
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
      {words !== '' && (
        <span className={styles.narrowed} title={words}>
          {words}
        </span>
      )}
      <Button className={styles.all} aria-label="Show all requests again" onClick={showAll}>
        Show all
        <Keycap>Esc</Keycap>
      </Button>
      {!isDecided && shown.length > 0 && (
        <div className={styles.buttons}>
          <Button aria-label="Approve all shown" onClick={() => decideAll(shown, 'approve', hidden)}>
            <Keycap>⇧A</Keycap>
            Approve all
          </Button>
          <Button
            aria-label={tab === 'held' ? 'All shown back to the inbox' : 'Hold all shown'}
            onClick={() => decideAll(shown, 'hold', hidden)}
          >
            <Keycap>⇧H</Keycap>
            {tab === 'held' ? 'To the inbox' : 'Hold all'}
          </Button>
          <Button
            look="danger"
            aria-label="Decline all shown"
            onClick={() => decideAll(shown, 'decline', hidden)}
          >
            <Keycap>⇧D</Keycap>
            Decline all
          </Button>
        </div>
      )}
    </div>
  )
}

function countWords(shown: number, hidden: number): string {
  return `${shown === 0 ? 'None' : formatCount(shown)} shown, ${hidden === 0 ? 'none' : formatCount(hidden)} hidden`
}
