import { Breathing } from './breathing.tsx'
import styles from './calm.module.css'
import { Clock } from './clock.tsx'
import { Mark } from './mark.tsx'
import type { Screen } from './screen.ts'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

export type CalmProps = { readonly screen: Extract<Screen, { readonly kind: 'mark' | 'quiet' | 'offline' }> }

/** What is there when there is nothing to say: the mark, the time, a word. */
export function Calm({ screen }: CalmProps) {
  switch (screen.kind) {
    case 'mark':
      return (
        <div className={styles.calm}>
          <Breathing>
            <Mark className={styles.mark} />
          </Breathing>
          <h1 className={styles.name}>Cueline</h1>
        </div>
      )
    case 'quiet':
      return (
        <div className={styles.calm}>
          <h1 className={styles.time}>
            <Clock />
          </h1>
          <Mark className={styles.smallMark} />
        </div>
      )
    case 'offline':
      return (
        <div className={styles.calm}>
          <p className={styles.night} {...writingOf(screen.room.event.title)}>
            {screen.room.event.title}
          </p>
          <h1 className={styles.headline}>{words.offline}</h1>
          <p className={styles.line}>{words.offlineSteps}</p>
          <Clock className={styles.line} />
        </div>
      )
  }
}
