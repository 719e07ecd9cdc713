import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { SettingsOf } from '../wizard/settings-of.tsx'
import { usualTitle } from '../wizard/steps.ts'
import { lastPart } from '../words.ts'
import styles from './panels.module.css'

export type NewNightFormProps = {
  readonly events: readonly EventSummary[]
  /** "New from this" was chosen: its settings are proposed, and the name is asked for. */
  readonly from: string | null
}

/** The same music as tonight: nothing is asked twice, and it can be changed afterwards. */
export function NewNightForm({ events, from: proposed }: NewNightFormProps) {
  const { ask } = useActions()
  const catalogue = useNight((night) => night.event.catalogue)
  const [title, setTitle] = useState(() => usualTitle(Date.now()))
  const [from, setFrom] = useState(proposed)
  const [problem, setProblem] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    if (proposed !== null) form.current?.querySelector('input')?.focus()
  }, [proposed])

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault()
    const name = title.trim() || usualTitle(Date.now())
    const answer = await ask('event.create', { title: name, catalogue, from })
    setProblem(answer.ok ? null : wordsFor(answer.error))
  }

  return (
    <form ref={form} className={styles.group} onSubmit={create}>
      <h3 className={styles.groupTitle}>New night</h3>
      <Field
        label="Name of the night"
        hint={
          catalogue === null
            ? 'Guests type freely.'
            : `With the music of tonight: ${lastPart(catalogue.path)}`
        }
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      <SettingsOf events={events} value={from} onChange={setFrom} />
      {problem !== null && <Problem>{problem}</Problem>}
      <div className={styles.buttons}>
        <Button type="submit">Create the night</Button>
      </div>
    </form>
  )
}
