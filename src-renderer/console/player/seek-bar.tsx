import { formatDuration } from '../../shared/format.ts'
import { useNow } from '../../shared/use-now.ts'
import { Slider } from '../ui/slider.tsx'
import { type Place, positionAt } from './playback.ts'
import styles from './player.module.css'
import { useWanted } from './use-wanted.ts'

/** Milliseconds: closer than this nobody aims. */
const near = 3000

export type SeekBarProps = {
  readonly playback: Place
  /** What was asked of the player and is not seen yet, or how it stands. */
  readonly asked: string | null
  readonly onSeek: (positionMs: number) => unknown
}

/** How far the song is, and the way to another place in it. */
export function SeekBar({ playback, asked, onSeek }: SeekBarProps) {
  const position = positionAt(playback, useNow(500))
  const durationMs = playback.item?.durationMs ?? null
  const { shown, move, choose } = useWanted({
    present: position,
    near,
    send: (value) => onSeek(Math.round(value)),
  })
  return (
    <div className={styles.progress}>
      {durationMs !== null && (
        <Slider
          label="Place in the song"
          value={shown}
          max={durationMs}
          step={1000}
          words={`${formatDuration(shown)} of ${formatDuration(durationMs)}`}
          onMove={move}
          onChoose={choose}
        />
      )}
      <div className={styles.times}>
        <span>{formatDuration(shown)}</span>
        <span role="status" className={styles.asked}>
          {asked}
        </span>
        <span>{durationMs === null ? '' : formatDuration(durationMs)}</span>
      </div>
    </div>
  )
}
