import { type ComponentProps, useId } from 'react'
import styles from './controls.module.css'

export type SelectFieldProps = Omit<ComponentProps<'select'>, 'id' | 'className'> & {
  readonly label: string
  readonly hint?: string
}

/** One of a list, by the system's own menu. */
export function SelectField({ label, hint, ...select }: SelectFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <select
        {...select}
        id={id}
        className={styles.input}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
      />
      {hint !== undefined && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
