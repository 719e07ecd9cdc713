import { useState } from 'react'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './entry.module.css'
import { Frame } from './frame.tsx'

export type BrokenProps = { readonly title: string; readonly words: string; readonly canRetry: boolean }

/** The app cannot go on by itself: what happened and what to do. */
export function Broken({ title, words, canRetry }: BrokenProps) {
  const { send } = useActions()
  const [retrying, setRetrying] = useState(false)

  async function retry(): Promise<void> {
    setRetrying(true)
    await send('shell.retry', {})
    setRetrying(false)
  }

  return (
    <Frame title={title} lead={words}>
      {canRetry && (
        <div className={styles.foot}>
          <Button look="primary" size="large" autoFocus disabled={retrying} onClick={retry}>
            {retrying ? 'Trying…' : 'Try again'}
          </Button>
          <Button look="quiet" size="large" onClick={() => send('shell.showFolder', { which: 'logs' })}>
            Open the log files
          </Button>
        </div>
      )}
    </Frame>
  )
}
