import { type FormEvent, useState } from 'react'
import type { NightView } from '../../../src-main/contract/console-view.ts'
import { plural } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { PasswordField, Problem } from '../ui/field.tsx'
import { Fold } from '../ui/fold.tsx'
import styles from './accounts.module.css'

/** How many codes are left, and new ones in their place. */
export function CodesGroup({ user }: { readonly user: NightView['user'] }) {
  const { makeNewCodes } = useActions()
  const asking = useAsking()
  const [password, setPassword] = useState('')

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await asking.run(() => makeNewCodes(user.username, password))
    if (answer.ok) setPassword('')
  }

  return (
    <Fold
      title="Recovery codes"
      summary={user.recoveryCodes === 0 ? 'none left' : `${user.recoveryCodes} left`}
    >
      <p className={styles.means}>
        {user.recoveryCodes === 0
          ? 'A code lets you in once if you forget the password. Print some and keep them like a key.'
          : `You have ${plural(user.recoveryCodes, 'code')}. Each lets you in once if you forget the password. New ones make these void.`}
      </p>
      <form className={styles.step} onSubmit={make}>
        <PasswordField
          label="Your password"
          value={password}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
          required
        />
        {asking.problem !== null && <Problem>{asking.problem}</Problem>}
        <div className={styles.buttons}>
          <AskButton asking={asking}>Make new codes</AskButton>
        </div>
      </form>
    </Fold>
  )
}
