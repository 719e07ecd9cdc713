import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { cleanNotice, longestNotice, type NoticeTarget } from '../../../src-main/core/notice.ts'
import { useActions } from '../state/context.tsx'
import { Keycap } from '../ui/button.tsx'
import { ChoiceBar } from '../ui/choice-bar.tsx'
import { DisplayPreview } from './display-preview.tsx'
import { LinesMenu } from './lines-menu.tsx'
import styles from './notices.module.css'
import { gap, type SpanChoice, spans, targets } from './words.ts'

/** One line, where to and for how long; Enter sends it and leads back to where the hands were. */
export function NoticeForm() {
  const { sendNotice } = useActions()
  const [draft, setDraft] = useState({ id: crypto.randomUUID(), text: '' })
  const [target, setTarget] = useState<NoticeTarget>('both')
  const [choice, setChoice] = useState<SpanChoice>('30')
  const field = useRef<HTMLInputElement>(null)
  const cameFrom = useRef<Element | null>(null)
  const sending = useRef(false)
  const shown = cleanNotice(draft.text)

  /** Another line is another notice; the same one sent again, after no answer came, is the same. */
  function write(text: string): void {
    setDraft({ id: crypto.randomUUID(), text })
  }

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (shown === null || sending.current) return
    sending.current = true
    const span = spans.find(({ value }) => value === choice)?.span ?? null
    const sent = await sendNotice({ ...draft, target, span })
    sending.current = false
    if (!sent) return
    // What was typed meanwhile is the next one.
    setDraft((now) => (now.id === draft.id ? { id: crypto.randomUUID(), text: '' } : now))
    if (document.activeElement === field.current) leave()
  }

  function leave(): void {
    field.current?.blur()
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') leave()
  }

  /** A line out of the menu; what is still to be typed in it is selected. */
  function take(line: string): void {
    write(line)
    requestAnimationFrame(() => {
      const at = line.indexOf(gap)
      field.current?.focus()
      if (at >= 0) field.current?.setSelectionRange(at, at + gap.length)
    })
  }

  return (
    <form className={styles.form} onSubmit={send}>
      <div className={styles.field}>
        <input
          ref={field}
          id="notice-text"
          aria-label="Notice to the room"
          placeholder="Notice to the room"
          autoComplete="off"
          enterKeyHint="send"
          maxLength={longestNotice}
          value={draft.text}
          onChange={(event) => write(event.target.value)}
          onFocus={(event) => {
            cameFrom.current = event.relatedTarget
          }}
          onKeyDown={onKeyDown}
        />
        <Keycap>{shown === null ? 'M' : 'Enter'}</Keycap>
        <LinesMenu onChoose={take} />
      </div>
      <ChoiceBar label="Where to" value={target} choices={targets} onChoose={setTarget} />
      <ChoiceBar label="For how long" value={choice} choices={spans} onChoose={setChoice} />
      {shown !== null && target !== 'phones' && <DisplayPreview text={shown} />}
    </form>
  )
}
