import { Volume2 } from 'lucide-react'
import { useActions } from '../state/context.tsx'
import { Slider } from '../ui/slider.tsx'
import styles from './player.module.css'
import { useWanted } from './use-wanted.ts'

/** Percent of what the device can. */
export function Volume({ percent }: { readonly percent: number }) {
  const { send } = useActions()
  const { shown, move, choose } = useWanted({
    present: percent,
    near: 1,
    send: (value) => send('spotify.setVolume', { percent: Math.round(value) }),
  })
  return (
    <div className={styles.volume}>
      <Volume2 size={18} aria-hidden="true" />
      <Slider
        label="Volume"
        value={shown}
        max={100}
        step={5}
        words={`${shown} percent`}
        onMove={move}
        onChoose={choose}
      />
    </div>
  )
}
