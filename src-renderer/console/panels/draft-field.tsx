import { type KeyboardEvent, useRef, useState } from 'react'
import type { Saved } from '../state/event-actions.ts'
import { Button } from '../ui/button.tsx'
import { Field, type FieldProps } from '../ui/field.tsx'
import styles from './panels.module.css'

export type DraftFieldProps = Omit<FieldProps, 'value' | 'onChange' | 'onBlur'> & {
  readonly value: string
  /** Called on leaving the field or on Enter, when the text was changed. */
  readonly onSave: (text: string) => Promise<Saved>
}

/** `seen`: what stood there when this was typed or sent. */
type Draft = { readonly text: string; readonly seen: string }

/**
 * A field that keeps what is typed until it is durably so. Escape gives up the draft. When another text was saved
 * elsewhere meanwhile, both are shown, and whoever typed says whose to keep.
 */
export function DraftField({ value, onSave, ...field }: DraftFieldProps) {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [saving, setSaving] = useState(false)
  const newest = useRef(draft)
  newest.current = draft
  const present = useRef(value)
  present.current = value
  const isContested = draft !== null && !saving && value !== draft.seen && value.trim() !== draft.text.trim()

  async function save(text: string): Promise<void> {
    if (text === value) return setDraft(null)
    const sent: Draft = { text, seen: value }
    setDraft(sent)
    setSaving(true)
    const outcome = await onSave(text)
    setSaving(false)
    // What was typed while it was being saved stays, and so does what was not taken.
    if (newest.current === sent && outcome !== 'stale') setDraft(null)
    else if (newest.current !== null && outcome === 'saved')
      setDraft({ ...newest.current, seen: present.current })
  }

  function leave(): void {
    if (draft !== null && !isContested && !saving) void save(draft.text.trim())
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && draft !== null) void save(draft.text.trim())
    if (event.key === 'Escape') setDraft(null)
  }

  return (
    <div className={styles.row}>
      <Field
        {...field}
        data-draft={draft !== null}
        value={draft?.text ?? value}
        onChange={(event) => setDraft({ text: event.target.value, seen: draft?.seen ?? value })}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      <div role="status">
        {isContested && (
          <div className={styles.contested}>
            <p>{value === '' ? 'It was emptied elsewhere' : `“${value}” was saved elsewhere`} meanwhile.</p>
            <div className={styles.buttons}>
              <Button onClick={() => save(draft.text.trim())}>Keep mine</Button>
              <Button onClick={() => setDraft(null)}>Take theirs</Button>
            </div>
          </div>
        )}
      </div>
    </div>
  )
}
