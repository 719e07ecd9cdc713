import { type KeyboardEvent, useEffect, useState } from 'react'
import { Field, type FieldProps } from '../ui/field.tsx'

export type DraftFieldProps = Omit<FieldProps, 'value' | 'onChange' | 'onBlur'> & {
  readonly value: string
  /** Called on leaving the field or on Enter, when the text was changed. */
  readonly onSave: (text: string) => unknown
}

/** A field that keeps what is typed until it is left, then shows what is durably so. Escape gives up the draft. */
export function DraftField({ value, onSave, ...field }: DraftFieldProps) {
  const [draft, setDraft] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new truth replaces what was sent
  useEffect(() => setDraft(null), [value])

  function save(): void {
    if (draft === null) return
    const text = draft.trim()
    setDraft(null)
    if (text !== value) onSave(text)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') save()
    if (event.key === 'Escape') setDraft(null)
  }

  return (
    <Field
      {...field}
      data-draft={draft !== null}
      value={draft ?? value}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={onKeyDown}
    />
  )
}
