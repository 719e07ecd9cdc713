import { CircleAlert, Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { Button } from './button.tsx'
import styles from './controls.module.css'

export type FieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  readonly 'data-draft'?: boolean
  readonly label: string
  readonly hint?: string | undefined
}

export function Field({ label, hint, className, ...input }: FieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className={[styles.input, className].filter(Boolean).join(' ')}
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

/** A password with a button to look at it: typed in the dark, on a small keyboard. */
export function PasswordField({ label, hint, ...input }: FieldProps) {
  const id = useId()
  const [shown, setShown] = useState(false)
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.reveal}>
        <input
          {...input}
          id={id}
          type={shown ? 'text' : 'password'}
          className={styles.input}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        />
        <Button
          look="quiet"
          shape="icon"
          aria-label={shown ? 'Hide the password' : 'Show the password'}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={18} /> : <Eye size={18} />}
        </Button>
      </div>
      {hint !== undefined && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** What went wrong and what to do, next to where it happened; read out at once. */
export function Problem({ children }: { readonly children: ReactNode }) {
  return (
    <div role="alert" ref={intoView} className={styles.problem}>
      <CircleAlert size={18} aria-hidden="true" />
      <div>{children}</div>
    </div>
  )
}

/** Whoever sent a long form by Enter is far from its foot. */
function intoView(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' })
}
