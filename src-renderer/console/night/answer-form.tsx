import { Send, X } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { textLimits } from '../../../src-main/core/limits.ts'
import { formatNames } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import { usualAnswers } from '../words.ts'
import styles from './snackbar.module.css'
import { UsualLines } from './usual-lines.tsx'

/**
 * A line to who asked for a song, in the place of the last decision. As after a decline the digits choose a usual one,
 * unless one writes: any letter begins an own line, Tab one that may begin with a digit.
 */
export function AnswerForm({ request }: { readonly request: ConsoleRequest }) {
  const { answerGuest, endAnswer } = useActions()
  const [line, setLine] = useState(request.answer ?? '')
  const bar = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const names = formatNames(request.nickname, request.voters)

  useEffect(() => {
    const came = document.activeElement
    bar.current?.focus()
    field.current?.setSelectionRange(0, field.current.value.length)
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

  function onKeyDown(event: KeyboardEvent): void {
    // Here no key means the list.
    event.stopPropagation()
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') endAnswer()
    else if (event.target === field.current || !chooses(event)) return
    event.preventDefault()
  }

  /** A key outside the field; answers whether that was all that it means. */
  function chooses({ key, target, currentTarget }: KeyboardEvent): boolean {
    const usual = usualAnswers[Number(key) - 1]
    if (usual !== undefined) {
      send(usual)
      return true
    }
    if (key === 'Enter' && target === currentTarget) {
      send(line)
      return true
    }
    if (key === 'Backspace') setLine('')
    // Written into the field by the key itself, which is still on its way.
    if (key === 'Backspace' || (key.length === 1 && key !== ' ') || key === 'Dead') field.current?.focus()
    return key === 'Backspace'
  }

  return (
    <footer className={styles.bar} data-open={true}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset takes no focus */}
      <div
        ref={bar}
        role="group"
        className={styles.telling}
        tabIndex={-1}
        aria-label={`Tell ${names}: a digit for a usual answer, or your own words`}
        onKeyDown={onKeyDown}
      >
        <form className={styles.answer} onSubmit={onSubmit}>
          <label className={styles.answerTo} htmlFor="answer">
            <span className={styles.answerName}>Tell {names}</span>
            <Keycap>Tab</Keycap>
          </label>
          <input
            ref={field}
            id="answer"
            className={styles.answerLine}
            maxLength={textLimits.note}
            autoComplete="off"
            placeholder={`About “${request.title}”`}
            value={line}
            onChange={(event) => setLine(event.target.value)}
          />
          <Button type="submit" look="primary">
            <Send size={16} aria-hidden="true" />
            {line === '' && request.answer !== null ? 'Take it back' : 'Send'}
          </Button>
          <Button look="quiet" shape="icon" aria-label="Do not answer" onClick={endAnswer}>
            <X size={18} aria-hidden="true" />
          </Button>
        </form>
        <UsualLines label="Usual answers" lines={usualAnswers} onChoose={send} />
      </div>
    </footer>
  )
}
