import type { KeyboardEvent } from 'react'
import type { Saved } from '../state/event-actions.ts'
import { Field, type FieldProps } from '../ui/field.tsx'
import { Contested } from './contested.tsx'
import styles from './panels.module.css'
import { useDraft } from './use-draft.ts'

export type DraftFieldProps = Omit<FieldProps, 'value' | 'onChange' | 'onBlur'> & {
  readonly value: string
  /** Called on leaving the field or on Enter, when the text was changed. */
  readonly onSave: (text: string) => Promise<Saved>
}

/**
 * A field that keeps what is typed until it is durably so. Escape gives up the draft. When another text was saved
 * elsewhere meanwhile, both are shown, and whoever typed says whose to keep.
 */
export function DraftField({ value, onSave, ...field }: DraftFieldProps) {
  const draft = useDraft(field.label, value, onSave)

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') void draft.save()
    if (event.key === 'Escape') draft.giveUp()
  }

  return (
    <div className={styles.row}>
      <Field
        {...field}
        data-draft={draft.isDraft}
        value={draft.text}
        onChange={(event) => draft.type(event.target.value)}
        onBlur={draft.leave}
        onKeyDown={onKeyDown}
      />
      <div role="status">
        {draft.isContested && (
          <Contested
            words={`${value === '' ? 'It was emptied elsewhere' : `“${value}” was saved elsewhere`} meanwhile.`}
            onKeep={draft.save}
            onTake={draft.giveUp}
          />
        )}
      </div>
    </div>
  )
}
