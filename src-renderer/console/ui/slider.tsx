import { Slider as Radix } from 'radix-ui'
import styles from './controls.module.css'

export type SliderProps = {
  readonly label: string
  /** From 0 to `max`. */
  readonly value: number
  readonly max: number
  readonly step: number
  /** The value as it is read out. */
  readonly words: string
  readonly disabled?: boolean
  /** While it moves. */
  readonly onMove: (value: number) => void
  /** When it was let go of, or moved by a key. */
  readonly onChoose: (value: number) => void
}

export function Slider({ label, value, max, step, words, disabled = false, onMove, onChoose }: SliderProps) {
  return (
    <Radix.Root
      className={styles.slider}
      value={[value]}
      max={max}
      step={step}
      disabled={disabled}
      onValueChange={([next]) => next !== undefined && onMove(next)}
      onValueCommit={([next]) => next !== undefined && onChoose(next)}
    >
      <Radix.Track className={styles.track}>
        <Radix.Range className={styles.range} />
      </Radix.Track>
      <Radix.Thumb className={styles.knob} aria-label={label} aria-valuetext={words} />
    </Radix.Root>
  )
}
