import { Popover } from 'radix-ui'
import { type FocusEvent, type FormEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { cleanNotice, longestNotice, type NoticeTarget } from '../../../src-main/core/notice.ts'
import { useActions } from '../state/context.tsx'
import { Keycap } from '../ui/button.tsx'
import { ChoiceBar } from '../ui/choice-bar.tsx'
import { DisplayPreview } from './display-preview.tsx'
import { LinesMenu } from './lines-menu.tsx'
import styles from './notices.module.css'
import { gap, type SpanChoice, spans, targets } from './words.ts'

/** One line; while it is typed, where to, for how long, and how it will stand. Enter sends it. */
export function NoticeForm() {
  const { sendNotice } = useActions()
  const [draft, setDraft] = useState({ id: crypto.randomUUID(), text: '' })
  const [target, setTarget] = useState<NoticeTarget>('both')
  const [choice, setChoice] = useState<SpanChoice>('30')
  const [inHand, setInHand] = useState(false)
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

  /** Back to where the hands were; what was typed stays. */
  function leave(): void {
    const { activeElement } = document
    if (activeElement instanceof HTMLElement) activeElement.blur()
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus()
  }

  function enter({ currentTarget, relatedTarget }: FocusEvent): void {
    if (!currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget
    setInHand(true)
  }

  function exit({ currentTarget, relatedTarget }: FocusEvent): void {
    if (!currentTarget.contains(relatedTarget)) setInHand(false)
  }

  /** A line out of the menu; what is still to be typed in it is selected. */
  function take(line: string): void {
    // Nothing can be selected in a field that does not show it yet.
    flushSync(() => write(line))
    const at = line.indexOf(gap)
    field.current?.focus()
    if (at >= 0) field.current?.setSelectionRange(at, at + gap.length)
  }

  return (
    <Popover.Root open={inHand}>
      <form onSubmit={send} onFocus={enter} onBlur={exit}>
        <Popover.Anchor className={styles.field}>
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
          />
          <Keycap>{inHand ? 'Enter' : 'M'}</Keycap>
          <LinesMenu onChoose={take} />
        </Popover.Anchor>
        <Popover.Content
          className={styles.choices}
          aria-label="How the notice is shown"
          side="top"
          sideOffset={8}
          collisionPadding={8}
          // The focus decides: it stays in the line, and takes this away when it goes.
          onEscapeKeyDown={leave}
          onOpenAutoFocus={keep}
          onCloseAutoFocus={keep}
        >
          {shown !== null && target !== 'phones' && <DisplayPreview text={shown} />}
          <ChoiceBar label="Where to" value={target} choices={targets} onChoose={setTarget} />
          <ChoiceBar label="For how long" value={choice} choices={spans} onChoose={setChoice} />
        </Popover.Content>
      </form>
    </Popover.Root>
  )
}

function keep(event: Event): void {
  event.preventDefault()
}
