import { Plus } from 'lucide-react'
import type { FormEvent } from 'react'
import { ruleLimits } from '../../../src-main/core/event-rules.ts'
import panels from '../panels/panels.module.css'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import { type EntryDraft, emptyDraft, entryOf } from './entry-draft.ts'
import { kindWords, ruleKinds } from './words.ts'

export type EntryFormProps = {
  readonly draft: EntryDraft
  readonly onDraft: (draft: EntryDraft) => void
}

/** Kind and words, Enter, and the next one: the kind stays. */
export function EntryForm({ draft, onDraft }: EntryFormProps) {
  const { addRule } = useActions()
  const { kind } = draft
  const entry = entryOf(draft)
  const type = (change: Partial<EntryDraft>) => onDraft({ ...draft, ...change })

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (entry !== null && (await addRule(entry))) onDraft({ ...emptyDraft, kind })
  }

  return (
    <form className={panels.group} onSubmit={add}>
      <SelectField
        label="What not to play"
        hint={kindWords[kind].hint}
        value={kind}
        choices={ruleKinds.map((value) => ({ value, words: kindWords[value].one }))}
        onChoose={(chosen) => type({ kind: chosen })}
      />
      {kind === 'years' ? (
        <div className={panels.pair}>
          <Field
            label="From"
            inputMode="numeric"
            maxLength={4}
            value={draft.from}
            onChange={(event) => type({ from: event.target.value })}
          />
          <Field
            label="To"
            inputMode="numeric"
            maxLength={4}
            value={draft.to}
            onChange={(event) => type({ to: event.target.value })}
          />
        </div>
      ) : (
        <Field
          label={kindWords[kind].one}
          maxLength={ruleLimits.text}
          autoComplete="off"
          value={draft.text}
          onChange={(event) => type({ text: event.target.value })}
        />
      )}
      <div className={panels.buttons}>
        <Button type="submit" disabled={entry === null}>
          <Plus size={16} aria-hidden="true" />
          Add to the list
        </Button>
      </div>
    </form>
  )
}
