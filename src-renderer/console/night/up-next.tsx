import { useId, useState } from 'react'
import { formatMinutes, plural, totalLength } from '../../shared/format.ts'
import { MustPlayLine } from '../must-play/must-play-line.tsx'
import { useNight } from '../state/context.tsx'
import { Silent } from '../ui/hint.tsx'
import { AddSong } from './add-song.tsx'
import { FairOrder } from './fair-order.tsx'
import night from './night.module.css'
import styles from './queue.module.css'
import { QueueList } from './queue-list.tsx'

/** What was approved, in the order in which it will play. */
export function UpNext() {
  const queue = useNight((present) => present.queue)
  const [said, setSaid] = useState('')
  const title = useId()
  const { ms, exact } = totalLength(queue)
  return (
    <section className={[night.pane, styles.pane].join(' ')} aria-labelledby={title} data-zone="queue">
      <div className={night.paneHead}>
        <h2 className={night.paneTitle} id={title}>
          Up next
        </h2>
        <FairOrder />
        <span className={styles.total} title={plural(queue.length, 'song')}>
          <span className={styles.songs}>{plural(queue.length, 'song')}</span>
          <QueuedTime words={`${exact ? '' : '≈ '}${formatMinutes(ms)}`} />
        </span>
      </div>
      <MustPlayLine />
      {queue.length === 0 ? (
        <div className={night.empty}>
          <h3>Nothing waits yet</h3>
          <p>Approve a request, or add a song yourself below.</p>
        </div>
      ) : (
        <QueueList queue={queue} onMoved={(place) => setSaid(`Moved to place ${place + 1}`)} />
      )}
      <Silent>
        <span aria-live="polite">{said}</span>
      </Silent>
      <AddSong />
    </section>
  )
}

/** The numbers large, to be read from a metre; what they count in is small. */
function QueuedTime({ words }: { readonly words: string }) {
  return (
    <span className={[night.number, styles.time].join(' ')}>
      {words.split(/([a-z]+)/).map((part) => (/[a-z]/.test(part) ? <small key={part}>{part}</small> : part))}
    </span>
  )
}
