import { type FormEvent, type ReactNode, useState } from 'react'
import entry from '../entry/entry.module.css'
import { Button } from '../ui/button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { usualTitle } from './steps.ts'

export type NameFormProps = {
  readonly problem: string | null
  readonly onCreate: (title: string) => Promise<void>
  readonly onBack: () => void
  /** Further questions, below the name. */
  readonly children?: ReactNode
}

export function NameForm({ problem, onCreate, onBack, children }: NameFormProps) {
  const [usual] = useState(() => usualTitle(Date.now()))
  const [title, setTitle] = useState(usual)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    await onCreate(title.trim() || usual)
    setBusy(false)
  }

  return (
    <form className={entry.form} onSubmit={submit}>
      <Field
        label="Name of the night"
        value={title}
        placeholder={usual}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
        autoFocus
      />
      {children}
      {problem !== null && <Problem>{problem}</Problem>}
      <div className={entry.foot}>
        <Button type="submit" look="primary" size="large" disabled={busy}>
          Create the night
        </Button>
        <Button look="quiet" size="large" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
