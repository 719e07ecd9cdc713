import { type FormEvent, useRef, useState } from 'react'
import entry from '../entry/entry.module.css'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Button } from '../ui/button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { NewPasswordField } from '../ui/new-password-field.tsx'
import { MailCode } from './mail-code.tsx'
import { useEscape } from './use-escape.ts'

export type ResetFormProps = {
  readonly username: string
  readonly onUsername: (username: string) => void
  /** Codes can be mailed from this computer. */
  readonly mail: boolean
  readonly onBack: () => void
}

/** A new password by a code, mailed or kept; signs in. */
export function ResetForm({ username, onUsername, mail, onBack }: ResetFormProps) {
  const { ask } = useActions()
  const asking = useAsking()
  const [code, setCode] = useState('')
  const [password, setPassword] = useState('')
  const codeInput = useRef<HTMLInputElement>(null)
  useEscape(onBack)

  function reset(event: FormEvent): void {
    event.preventDefault()
    asking.run(() => ask('account.reset', { username, code, password }))
  }

  return (
    <form className={entry.form} onSubmit={reset}>
      <Field
        label="Name"
        value={username}
        maxLength={40}
        autoComplete="username"
        onChange={(event) => onUsername(event.target.value)}
        autoFocus={username === '' || mail}
        required
      />
      {mail && <MailCode username={username} onSent={() => codeInput.current?.focus()} />}
      <Field
        ref={codeInput}
        label={mail ? 'Code from the e-mail, or a recovery code' : 'Recovery code'}
        hint={mail ? undefined : 'One of those that you kept when you made the account.'}
        value={code}
        maxLength={100}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setCode(event.target.value)}
        autoFocus={username !== '' && !mail}
        required
      />
      <NewPasswordField
        label="New password"
        password={password}
        username={username}
        onPassword={setPassword}
      />
      {asking.problem !== null && <Problem>{asking.problem}</Problem>}
      <div className={entry.foot}>
        <AskButton asking={asking} look="primary" size="large">
          Change it and sign in
        </AskButton>
        <Button look="quiet" size="large" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
