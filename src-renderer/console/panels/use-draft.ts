import { useRef, useState } from 'react'
import type { Saved } from '../state/event-actions.ts'
import type { Draft } from '../state/store.ts'
import { useKeptDraft } from '../state/use-kept-draft.ts'

/**
 * What is typed in a field of this name, kept until it is durably so. When another text was saved elsewhere meanwhile it is contested: whoever
 * typed says whose to keep.
 */
export function useDraft(field: string, value: string, onSave: (text: string) => Promise<Saved>) {
  const { draft, setDraft, newest } = useKeptDraft(field)
  const [saving, setSaving] = useState(false)
  const present = useRef(value)
  present.current = value
  const isContested = draft !== null && !saving && value !== draft.seen && value.trim() !== draft.text.trim()

  async function save(): Promise<void> {
    if (draft === null) return
    const text = draft.text.trim()
    if (text === value) return setDraft(null)
    const sent: Draft = { text, seen: value }
    setDraft(sent)
    setSaving(true)
    const outcome = await onSave(text)
    setSaving(false)
    // What was typed while it was being saved stays, and so does what was not taken.
    const isOver = outcome === 'saved' || outcome === 'refused'
    const now = newest()
    if (now === sent && isOver) setDraft(null)
    else if (now !== null && outcome === 'saved') setDraft({ ...now, seen: present.current })
  }

  return {
    text: draft?.text ?? value,
    isDraft: draft !== null,
    isContested,
    type: (text: string) => setDraft({ text, seen: draft?.seen ?? value }),
    save,
    /** Whoever typed goes on to something else. */
    leave: () => {
      if (!isContested && !saving) void save()
    },
    giveUp: () => setDraft(null),
  }
}
