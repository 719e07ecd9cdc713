import { type FormEvent, useState } from 'react'
import type { NightView } from '../../../src-main/contract/console-view.ts'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { EmailField, emailOf } from '../ui/email-field.tsx'
import { PasswordField, Problem } from '../ui/field.tsx'
import { Fold } from '../ui/fold.tsx'
import styles from './accounts.module.css'
import { VerifyEmail } from './verify-email.tsx'

type User = NightView['user']

/** The address of this account: whether it counts, the code that makes it count, and another one. */
export function EmailGroup({ user }: { readonly user: User }) {
  return (
    <Fold title="E-mail" summary={stateWords(user)}>
      {user.email !== null && !user.emailVerified && <VerifyEmail email={user.email} />}
      <ChangeEmail key={user.email} email={user.email} />
    </Fold>
  )
}

function stateWords({ email, emailVerified }: User): string {
  if (email === null) return 'none'
  return emailVerified ? email : `${email} · not confirmed`
}

function ChangeEmail({ email }: Pick<User, 'email'>) {
  const { ask, toast } = useActions()
  const asking = useAsking()
  const [text, setText] = useState(email ?? '')
  const [password, setPassword] = useState('')
  const next = emailOf(text)

  async function change(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await asking.run(() => ask('account.changeEmail', { password, email: next }))
    if (!answer.ok) return
    setPassword('')
    toast(next === null ? 'The address is taken away.' : 'The address is kept. Confirm it with a code.')
  }

  return (
    <form className={styles.step} onSubmit={change}>
      <EmailField
        label="Your address"
        hint={
          email === null
            ? 'For a way back in, if you forget the password.'
            : 'Leave it empty to take the address away.'
        }
        value={text}
        onText={setText}
      />
      <PasswordField
        label="Your password"
        value={password}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.target.value)}
        required
      />
      {asking.problem !== null && <Problem>{asking.problem}</Problem>}
      <div className={styles.buttons}>
        <AskButton asking={asking} disabled={next === email}>
          {next === null && email !== null ? 'Take the address away' : 'Keep this address'}
        </AskButton>
      </div>
    </form>
  )
}
