import { ToggleGroup } from 'radix-ui'
import styles from './controls.module.css'

export type ChoiceBarProps<Value extends string> = {
  readonly label: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly words: string }[]
  readonly onChoose: (value: Value) => void
}

/** One of two or three, at once. Arrow keys only walk; Space or Enter choose, so nothing starts by accident. */
export function ChoiceBar<Value extends string>({ label, value, choices, onChoose }: ChoiceBarProps<Value>) {
  function choose(text: string): void {
    const chosen = choices.find((choice) => choice.value === text)
    if (chosen !== undefined && chosen.value !== value) onChoose(chosen.value)
  }
  return (
    <ToggleGroup.Root
      type="single"
      value={value}
      aria-label={label}
      className={styles.choiceBar}
      onValueChange={choose}
    >
      {choices.map((choice) => (
        <ToggleGroup.Item key={choice.value} value={choice.value} className={styles.choice}>
          {choice.words}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}
