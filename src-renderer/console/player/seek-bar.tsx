import { formatDuration } from '../../shared/format.ts'
import { useNow } from '../../shared/use-now.ts'
import { useActions } from '../state/context.tsx'
import { Slider } from '../ui/slider.tsx'
import { type Playback, positionAt } from './playback.ts'
import styles from './player.module.css'
import { useWanted } from './use-wanted.ts'

/** Milliseconds: closer than this nobody aims. */
const near = 3000

export type SeekBarProps = {
  readonly playback: Playback
  /** What was asked of Spotify and is not seen yet. */
  readonly asked: string | null
}

/** How far the song is, and the way to another place in it. */
export function SeekBar({ playback, asked }: SeekBarProps) {
  const { send } = useActions()
  const position = positionAt(playback, useNow(500))
  const durationMs = playback.item?.durationMs ?? null
  const { shown, move, choose } = useWanted({
    present: position,
    near,
    send: (value) => send('spotify.seek', { positionMs: Math.round(value) }),
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
          {asked !== null && `${asked}…`}
        </span>
        <span>{durationMs === null ? '' : formatDuration(durationMs)}</span>
      </div>
    </div>
  )
}
