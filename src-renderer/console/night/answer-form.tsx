import { Send, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { formatNames } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { usualAnswers } from '../words.ts'
import styles from './snackbar.module.css'
import { UsualLines } from './usual-lines.tsx'

/** As long as a guest's own dedication may be. */
const longest = 140

/** A line to who asked for a song, in the place of the last decision; the digits send a usual one at once. */
export function AnswerForm({ request }: { readonly request: ConsoleRequest }) {
  const { answerGuest, endAnswer } = useActions()
  const [line, setLine] = useState(request.answer ?? '')
  const field = useRef<HTMLInputElement>(null)
  const names = formatNames(request.nickname, request.voters)

  useEffect(() => {
    const came = document.activeElement
    field.current?.focus()
    field.current?.select()
    return () => {
      if (came instanceof HTMLElement && came.isConnected) came.focus({ preventScroll: true })
    }
  }, [])

  function send(text: string): void {
    void answerGuest(request, text)
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    send(line)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const usual = line === '' ? usualAnswers[Number(event.key) - 1] : undefined
    if (event.key === 'Escape') endAnswer()
    else if (usual !== undefined) send(usual)
    else return
    event.preventDefault()
  }

  return (
    <footer className={[styles.bar, styles.answering].join(' ')} data-open={true}>
      <form className={styles.answer} onSubmit={onSubmit}>
        <label className={styles.answerTo} htmlFor="answer">
          Tell {names}
        </label>
        <input
          ref={field}
          id="answer"
          className={styles.answerLine}
          maxLength={longest}
          autoComplete="off"
          placeholder={`About “${request.title}”`}
          value={line}
          onChange={(event) => setLine(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <Button type="submit" look="primary">
          <Send size={16} aria-hidden="true" />
          {line === '' && request.answer !== null ? 'Take it back' : 'Send'}
        </Button>
        <Button look="quiet" shape="icon" aria-label="Do not answer" onClick={endAnswer}>
          <X size={18} aria-hidden="true" />
        </Button>
      </form>
      {line === '' && <UsualLines label="Usual answers" lines={usualAnswers} onChoose={send} />}
    </footer>
  )
}
