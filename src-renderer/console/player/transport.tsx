import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import type { MouseEvent } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './player.module.css'

export type TransportProps = {
  readonly playing: boolean
  readonly backWords: string
  readonly onBack: () => void
  readonly onPlay: () => unknown
  readonly onNext: () => void
}

/** Back, play or pause, on. */
export function Transport({ playing, backWords, onBack, onPlay, onNext }: TransportProps) {
  return (
    <div className={styles.transport}>
      <Button
        look="quiet"
        shape="icon"
        aria-label={backWords}
        title={backWords}
        onClick={(event) => once(event, onBack)}
      >
        <SkipBack size={20} />
      </Button>
      <Button
        look="primary"
        shape="icon"
        className={styles.play}
        aria-label={playing ? 'Pause' : 'Play'}
        title={playing ? 'Pause (Space)' : 'Play (Space)'}
        onClick={onPlay}
      >
        {playing ? <Pause size={24} /> : <Play size={24} />}
      </Button>
      <Button
        look="quiet"
        shape="icon"
        aria-label="Next song"
        title="Next song"
        onClick={(event) => once(event, onNext)}
      >
        <SkipForward size={20} />
      </Button>
    </div>
  )
}

/** `detail` counts the clicks: the second one of a double click skips nothing more. */
function once(event: MouseEvent, skip: () => void): void {
  if (event.detail < 2) skip()
}
