import { type FormEvent, useState } from 'react'
import type { NightView } from '../../../src-main/contract/console-view.ts'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { PasswordField, Problem } from '../ui/field.tsx'
import { Fold } from '../ui/fold.tsx'
import { NewPasswordField } from '../ui/new-password-field.tsx'
import styles from './accounts.module.css'

/** Another password for this account. */
export function PasswordGroup({ user }: { readonly user: NightView['user'] }) {
  const { ask, toast } = useActions()
  const asking = useAsking()
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')

  async function change(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await asking.run(() => ask('account.changePassword', { password, next }))
    if (!answer.ok) return
    setPassword('')
    setNext('')
    toast('Your password is changed.')
  }

  return (
    <Fold title="Password">
      <form className={styles.step} onSubmit={change}>
        <PasswordField
          label="Present password"
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
          required
        />
        <NewPasswordField
          label="New password"
          password={next}
          username={user.username}
          onPassword={setNext}
        />
        {asking.problem !== null && <Problem>{asking.problem}</Problem>}
        <div className={styles.buttons}>
          <AskButton asking={asking}>Change the password</AskButton>
        </div>
      </form>
    </Fold>
  )
}
