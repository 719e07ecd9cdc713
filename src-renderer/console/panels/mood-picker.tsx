import { useId } from 'react'
import { type DisplayMood, displayMoods } from '../../../src-main/core/display-mood.ts'
import { asProperties, useCoverColours } from '../../shared/cover-colours.ts'
import { moodWords } from '../words.ts'
import styles from './mood-picker.module.css'

export type MoodPickerProps = {
  readonly value: DisplayMood
  readonly onChoose: (mood: DisplayMood) => void
  /** The cover whose colours the moods take on; `null` for their own. */
  readonly cover: string | null
}

/** The display's moods, each as a small picture of it in its own colours. */
export function MoodPicker({ value, onChoose, cover }: MoodPickerProps) {
  const name = useId()
  return (
    <fieldset className={styles.moods}>
      <legend className={styles.legend}>Mood</legend>
      {displayMoods.map((mood) => (
        <label key={mood} className={styles.mood}>
          <input
            type="radio"
            name={name}
            className={styles.input}
            checked={mood === value}
            onChange={() => onChoose(mood)}
          />
          <Swatch mood={mood} cover={cover} />
          {moodWords[mood]}
        </label>
      ))}
    </fieldset>
  )
}

/** Cover, title, two songs to come, the code's card. */
function Swatch({ mood, cover }: { readonly mood: DisplayMood; readonly cover: string | null }) {
  const colours = useCoverColours(mood, cover)
  return (
    <svg
      className={styles.swatch}
      viewBox="0 0 64 36"
      data-mood={mood}
      style={asProperties(colours)}
      aria-hidden="true"
    >
      <rect width="64" height="36" className={styles.ground} />
      <rect x="4" y="4" width="12" height="12" rx="1.5" className={styles.accent} />
      <rect x="4" y="19" width="28" height="4" rx="1" className={styles.text} />
      <rect x="42" y="5" width="18" height="5" rx="1" className={styles.raised} />
      <rect x="42" y="12" width="18" height="5" rx="1" className={styles.raised} />
      <rect x="4" y="26" width="7" height="7" rx="1" className={styles.code} />
      <rect x="14" y="28.5" width="16" height="2" rx="1" className={styles.muted} />
    </svg>
  )
}
