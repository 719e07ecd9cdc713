import { useRef, useState } from 'react'
import type { Saved } from '../state/event-actions.ts'

/** `seen`: what stood there when this was typed or sent. */
type Draft = { readonly text: string; readonly seen: string }

/**
 * What is typed, kept until it is durably so. When another text was saved elsewhere meanwhile it is contested: whoever
 * typed says whose to keep.
 */
export function useDraft(value: string, onSave: (text: string) => Promise<Saved>) {
  const [draft, setDraft] = useState<Draft | null>(null)
  const [saving, setSaving] = useState(false)
  const newest = useRef(draft)
  newest.current = draft
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
    if (newest.current === sent && isOver) setDraft(null)
    else if (newest.current !== null && outcome === 'saved')
      setDraft({ ...newest.current, seen: present.current })
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
