import { formatDuration } from '../shared/format.ts'
import { useNow } from '../shared/use-now.ts'
import styles from './progress.module.css'
import { words } from './words.ts'

export type ProgressProps = {
  /** Of the song when the view was made, and how long it is. */
  readonly elapsedMs: number
  readonly durationMs: number
  readonly paused: boolean
  /** When the view came, by `performance.now()`. */
  readonly receivedAt: number
}

/** How far the song is; goes on by itself between two views. */
export function Progress({ elapsedMs, durationMs, paused, receivedAt }: ProgressProps) {
  useNow(1000)
  const elapsed = Math.min(durationMs, elapsedMs + (paused ? 0 : Math.max(0, performance.now() - receivedAt)))
  return (
    <div className={styles.progress}>
      <div className={styles.track}>
        <div
          className={styles.bar}
          style={{ transform: `scaleX(${durationMs > 0 ? elapsed / durationMs : 0})` }}
        />
      </div>
      <p className={styles.times}>
        <span>
          {formatDuration(elapsed)}
          {paused && ` · ${words.songPaused}`}
        </span>
        <span>{formatDuration(durationMs)}</span>
      </p>
    </div>
  )
}
