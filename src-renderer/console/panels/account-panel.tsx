import { type FormEvent, useState } from 'react'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { useActions, useNight } from '../state/context.tsx'
import { AccountFields } from '../ui/account-fields.tsx'
import { Button } from '../ui/button.tsx'
import styles from './panels.module.css'

export function AccountPanel() {
  const { send } = useActions()
  const user = useNight((night) => night.user)
  const keychain = useNight((night) => night.health.keychain)
  return (
    <>
      {user.claimed ? (
        <p>
          Signed in as <strong>{user.username}</strong>.
        </p>
      ) : (
        <ClaimForm username={user.username} />
      )}
      {keychain.state !== 'ok' && <p className={styles.muted}>{keychain.words}</p>}
      {user.claimed && (
        <div className={styles.group}>
          <p className={styles.muted}>
            Signing out closes this console only. The night and its guests go on untouched.
          </p>
          <div className={styles.buttons}>
            <Button onClick={() => send('account.signOut', {})}>Sign out</Button>
          </div>
        </div>
      )}
    </>
  )
}

/** The account step was skipped: a name and a password make it the DJ's own. */
function ClaimForm({ username: present }: { readonly username: string }) {
  const { ask, toast } = useActions()
  const [username, setUsername] = useState(present)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function claim(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await ask('account.create', { username, password })
    setProblem(answer.ok ? null : wordsFor(answer.error))
    if (answer.ok) toast('The account is yours now.')
  }

  return (
    <form className={styles.group} onSubmit={claim}>
      <p>No password protects your nights yet. Choose one, so that nobody else opens them.</p>
      <AccountFields
        username={username}
        password={password}
        problem={problem}
        onUsername={setUsername}
        onPassword={setPassword}
      />
      <div className={styles.buttons}>
        <Button type="submit" look="primary">
          Keep this account
        </Button>
      </div>
    </form>
  )
}
