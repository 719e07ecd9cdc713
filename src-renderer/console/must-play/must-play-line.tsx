import { Star } from 'lucide-react'
import { plural } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './must-play.module.css'
import { useMustPlay } from './use-must-play.ts'

/** Over up next, while there is such a list: how far it is. Late in the night it says what is missing. */
export function MustPlayLine() {
  const { openPanel } = useActions()
  const { songs, played, missing, isLate } = useMustPlay()
  if (songs.length === 0) return null
  return (
    <Button
      look="quiet"
      className={styles.line}
      data-late={isLate}
      title="What must be played tonight (Shift M)"
      onClick={() => openPanel('mustPlay')}
    >
      <Star size={16} aria-hidden="true" />
      <span className={styles.said}>
        {isLate
          ? `Must play: ${plural(missing, 'song')} still to come`
          : `Must play: ${played} of ${songs.length} played`}
      </span>
      <Progress played={played} all={songs.length} />
    </Button>
  )
}

export function Progress({ played, all }: { readonly played: number; readonly all: number }) {
  return (
    <span className={styles.progress} aria-hidden="true">
      <span style={{ width: `${all === 0 ? 0 : (100 * played) / all}%` }} />
    </span>
  )
}
