import { type FormEvent, useRef, useState } from 'react'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import styles from './accounts.module.css'

/** An address counts once the code that was mailed to it comes back. */
export function VerifyEmail({ email }: { readonly email: string }) {
  const { ask, toast } = useActions()
  const sending = useAsking()
  const confirming = useAsking()
  const [sent, setSent] = useState(false)
  const [code, setCode] = useState('')
  const codeInput = useRef<HTMLInputElement>(null)

  async function send(): Promise<void> {
    const answer = await sending.run(() => ask('account.sendVerification', {}))
    setSent(answer.ok)
    if (answer.ok) codeInput.current?.focus()
  }

  async function confirm(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await confirming.run(() => ask('account.verifyEmail', { code }))
    if (answer.ok) toast('Your address is confirmed.')
  }

  return (
    <form className={styles.step} onSubmit={confirm}>
      <p className={styles.means}>
        Not confirmed yet. Until then the address is no way back in. A code is sent to it; type the code here.
      </p>
      <div className={styles.buttons}>
        <AskButton asking={sending} busyWords="Sending…" onClick={send}>
          Send the code
        </AskButton>
      </div>
      {sending.problem !== null && <Problem>{sending.problem}</Problem>}
      {sent && <Notice look="done">A code is on its way to {email}. It works for an hour.</Notice>}
      <Field
        ref={codeInput}
        label="Code from the e-mail"
        value={code}
        maxLength={100}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setCode(event.target.value)}
        required
      />
      {confirming.problem !== null && <Problem>{confirming.problem}</Problem>}
      <div className={styles.buttons}>
        <AskButton asking={confirming}>Confirm the address</AskButton>
      </div>
    </form>
  )
}
