import { type FormEvent, useState } from 'react'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Field, PasswordField, Problem } from '../ui/field.tsx'
import styles from './entry.module.css'
import { Frame } from './frame.tsx'

export type SignedOutProps = Extract<ConsoleView, { phase: 'signed-out' }>

export function SignedOut({ usernames, keychain }: SignedOutProps) {
  const { ask } = useActions()
  const [username, setUsername] = useState(usernames[0] ?? '')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function signIn(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await ask('account.signIn', { username, password })
    setProblem(answer.ok ? null : wordsFor(answer.error))
  }

  return (
    <Frame title="Welcome back" lead="The night goes on while you are away; guests notice nothing.">
      <form className={styles.form} onSubmit={signIn}>
        {usernames.length > 1 && (
          <fieldset className={styles.people} aria-label="Who are you?">
            {usernames.map((name) => (
              <Button
                key={name}
                look={name === username ? 'primary' : 'plain'}
                aria-pressed={name === username}
                onClick={() => setUsername(name)}
              >
                {name}
              </Button>
            ))}
          </fieldset>
        )}
        <Field
          label="Name"
          value={username}
          autoComplete="username"
          onChange={(event) => setUsername(event.target.value)}
          required
        />
        <PasswordField
          label="Password"
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
          autoFocus
        />
        {problem !== null && <Problem>{problem}</Problem>}
        {keychain.state !== 'ok' && <p className={styles.lead}>{keychain.words}</p>}
        <div className={styles.foot}>
          <Button type="submit" look="primary" size="large">
            Sign in
          </Button>
        </div>
      </form>
    </Frame>
  )
}
