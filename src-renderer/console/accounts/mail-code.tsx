import { Mail } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Problem } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './accounts.module.css'

export type MailCodeProps = { readonly username: string; readonly onSent: () => void }

/** Mails a code. The answer is worded alike, whether there is such an account or not. */
export function MailCode({ username, onSent }: MailCodeProps) {
  const { ask } = useActions()
  const asking = useAsking()
  const [sentTo, setSentTo] = useState<string | null>(null)

  async function send(): Promise<void> {
    const answer = await asking.run(() => ask('account.requestReset', { username }))
    setSentTo(answer.ok ? username : null)
    if (answer.ok) onSent()
  }

  return (
    <div className={styles.step}>
      <div className={styles.buttons}>
        <AskButton asking={asking} busyWords="Sending…" disabled={username.trim() === ''} onClick={send}>
          <Mail size={16} aria-hidden="true" />
          Send me a code
        </AskButton>
      </div>
      {asking.problem !== null && <Problem>{asking.problem}</Problem>}
      {sentTo !== null && (
        <Notice look="done">
          If “{sentTo}” has a confirmed e-mail address, a code is on its way there. It works for an hour.
        </Notice>
      )}
    </div>
  )
}
