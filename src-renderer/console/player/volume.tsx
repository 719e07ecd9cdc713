import { Volume2, VolumeX } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { Slider } from '../ui/slider.tsx'
import styles from './player.module.css'
import { useWanted } from './use-wanted.ts'

export type VolumeProps = {
  /** Of what the device can. */
  readonly percent: number
  readonly onChoose: (percent: number) => unknown
  /** While the knob moves, where that can be heard at once. */
  readonly onMove?: (percent: number) => unknown
  readonly mute?: { readonly muted: boolean; readonly onSwitch: () => unknown }
}

export function Volume({ percent, onChoose, onMove, mute }: VolumeProps) {
  const { shown, move, choose } = useWanted({
    present: percent,
    near: 1,
    send: (value) => onChoose(Math.round(value)),
  })

  function follow(value: number): void {
    move(value)
    onMove?.(Math.round(value))
  }

  return (
    <div className={styles.volume}>
      {mute ? (
        <Button
          look="quiet"
          shape="icon"
          aria-label="Mute"
          aria-pressed={mute.muted}
          title={mute.muted ? 'Let it be heard again' : 'Mute'}
          onClick={mute.onSwitch}
        >
          {mute.muted ? <VolumeX size={18} /> : <Volume2 size={18} />}
        </Button>
      ) : (
        <Volume2 size={18} aria-hidden="true" />
      )}
      <Slider
        label="Volume"
        value={shown}
        max={100}
        step={5}
        words={mute?.muted ? `${shown} percent, muted` : `${shown} percent`}
        onMove={follow}
        onChoose={choose}
      />
    </div>
  )
}
