import { Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import type { MouseEvent } from 'react'
import { useActions, useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './player.module.css'

/** Back, play or pause, on. What was pressed is told until Spotify has done it. */
export function Transport() {
  const { send, playOrPause } = useActions()
  const playing = useSpotify((spotify) => spotify.playback?.playing === true)

  function skip(event: MouseEvent, command: 'spotify.previous' | 'spotify.next'): void {
    // `detail` counts the clicks: the second one of a double click skips nothing more.
    if (event.detail < 2) void send(command, {})
  }

  return (
    <div className={styles.transport}>
      <Button
        look="quiet"
        shape="icon"
        aria-label="Previous song"
        title="Previous song"
        onClick={(event) => skip(event, 'spotify.previous')}
      >
        <SkipBack size={20} />
      </Button>
      <Button
        look="primary"
        shape="icon"
        className={styles.play}
        aria-label={playing ? 'Pause' : 'Play'}
        title={playing ? 'Pause (Space)' : 'Play (Space)'}
        onClick={playOrPause}
      >
        {playing ? <Pause size={24} /> : <Play size={24} />}
      </Button>
      <Button
        look="quiet"
        shape="icon"
        aria-label="Next song"
        title="Next song"
        onClick={(event) => skip(event, 'spotify.next')}
      >
        <SkipForward size={20} />
      </Button>
    </div>
  )
}
