import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import styles from './controls.module.css'

export type SelectFieldProps<Value extends string> = {
  readonly label: string
  readonly hint?: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly words: string }[]
  readonly onChoose: (value: Value) => void
}

/** One of a few, in a form; nothing happens before the form is sent. */
export function SelectField<Value extends string>({
  label,
  hint,
  value,
  choices,
  onChoose,
}: SelectFieldProps<Value>) {
  const id = useId()

  function choose(text: string): void {
    const chosen = choices.find((choice) => choice.value === text)
    if (chosen !== undefined) onChoose(chosen.value)
  }

  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.select}>
        <select
          id={id}
          className={styles.input}
          value={value}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={(event) => choose(event.target.value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.words}
            </option>
          ))}
        </select>
        <ChevronDown size={18} aria-hidden="true" />
      </div>
      {hint !== undefined && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
