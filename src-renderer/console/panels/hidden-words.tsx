import { type KeyboardEvent, useId } from 'react'
import { parseHiddenWords, whyNotTheseWords } from '../../../src-main/core/hidden-words.ts'
import type { Saved } from '../state/event-actions.ts'
import controls from '../ui/controls.module.css'
import { Problem } from '../ui/field.tsx'
import { Contested } from './contested.tsx'
import styles from './panels.module.css'
import { useDraft } from './use-draft.ts'

export type HiddenWordsProps = {
  readonly words: readonly string[]
  readonly onSave: (words: readonly string[]) => Promise<Saved>
}

/** The DJ's own list of what the room shall not read; kept on leaving it, Escape gives the draft up. */
export function HiddenWords({ words, onSave }: HiddenWordsProps) {
  const id = useId()
  const draft = useDraft('hidden words', words.join('\n'), (text) => onSave(parseHiddenWords(text)))
  const problem = whyNotTheseWords(parseHiddenWords(draft.text))

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Escape') draft.giveUp()
  }

  return (
    <div className={styles.row}>
      <div className={controls.field}>
        <label className={controls.label} htmlFor={id}>
          Words to hide
        </label>
        <textarea
          id={id}
          rows={4}
          className={controls.input}
          data-draft={draft.isDraft}
          aria-describedby={`${id}-hint`}
          aria-invalid={problem !== null}
          spellCheck={false}
          value={draft.text}
          onChange={(event) => draft.type(event.target.value)}
          onBlur={problem === null ? draft.leave : undefined}
          onKeyDown={onKeyDown}
        />
        <p className={controls.hint} id={`${id}-hint`}>
          One a line. A name with such a word is shown as “a guest”; end it with * to find it inside words
          too.
        </p>
      </div>
      {problem !== null && <Problem>{problem}</Problem>}
      <div role="status">
        {draft.isContested && problem === null && (
          <Contested
            words="Another list was saved elsewhere meanwhile."
            onKeep={draft.save}
            onTake={draft.giveUp}
          />
        )}
      </div>
    </div>
  )
}
