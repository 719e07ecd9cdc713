import { type FormEvent, useRef, useState } from 'react'
import entry from '../entry/entry.module.css'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Button } from '../ui/button.tsx'
import { Field, PasswordField, Problem } from '../ui/field.tsx'

/** More names than this are typed, not looked for among buttons. */
const mostButtons = 8

export type SignInFormProps = {
  readonly username: string
  readonly onUsername: (username: string) => void
  /** Offered to choose from. */
  readonly usernames: readonly string[]
  /** What is not well with the keychain; `null` when all is. */
  readonly keychainWords: string | null
  readonly onForgotten: () => void
  readonly onNew: () => void
}

export function SignInForm({
  username,
  onUsername,
  usernames,
  keychainWords,
  onForgotten,
  onNew,
}: SignInFormProps) {
  const { ask } = useActions()
  const asking = useAsking()
  const [password, setPassword] = useState('')
  const passwordInput = useRef<HTMLInputElement>(null)

  function signIn(event: FormEvent): void {
    event.preventDefault()
    asking.run(() => ask('account.signIn', { username, password }))
  }

  function choose(name: string): void {
    onUsername(name)
    passwordInput.current?.focus()
  }

  return (
    <form className={entry.form} onSubmit={signIn}>
      {usernames.length > 1 && usernames.length <= mostButtons && (
        <People names={usernames} chosen={username} onChoose={choose} />
      )}
      <Field
        label="Name"
        value={username}
        maxLength={40}
        autoComplete="username"
        onChange={(event) => onUsername(event.target.value)}
        autoFocus={username === ''}
        required
      />
      <PasswordField
        ref={passwordInput}
        label="Password"
        value={password}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.target.value)}
        autoFocus={username !== ''}
        required
      />
      {asking.problem !== null && <Problem>{asking.problem}</Problem>}
      {keychainWords !== null && <p className={entry.lead}>{keychainWords}</p>}
      <div className={entry.foot}>
        <AskButton asking={asking} look="primary" size="large">
          Sign in
        </AskButton>
        <Button look="quiet" size="large" onClick={onForgotten}>
          Forgot the password?
        </Button>
      </div>
      <p className={entry.aside}>
        Somebody new?
        <Button look="quiet" onClick={onNew}>
          Make another account
        </Button>
      </p>
    </form>
  )
}

type PeopleProps = {
  readonly names: readonly string[]
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

function People({ names, chosen, onChoose }: PeopleProps) {
  return (
    <fieldset className={entry.people} aria-label="Who are you?">
      {names.map((name) => (
        <Button
          key={name}
          look={name === chosen ? 'primary' : 'plain'}
          aria-pressed={name === chosen}
          onClick={() => onChoose(name)}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  )
}
