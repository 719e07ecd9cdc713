import { type FormEvent, useState } from 'react'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import entry from '../entry/entry.module.css'
import { Frame } from '../entry/frame.tsx'
import { useActions } from '../state/context.tsx'
import { AccountFields } from '../ui/account-fields.tsx'
import { Button } from '../ui/button.tsx'
import { wizardSteps } from './steps.ts'

/** The very first screen: who is the DJ here. */
export function AccountStep() {
  const { ask } = useActions()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function run(what: 'create' | 'skip'): Promise<void> {
    setBusy(true)
    const answer =
      what === 'create' ? await ask('account.create', { username, password }) : await ask('account.skip', {})
    setBusy(false)
    setProblem(answer.ok ? null : wordsFor(answer.error))
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    run('create')
  }

  return (
    <Frame
      title="Hello. Who is playing tonight?"
      lead="An account on this computer keeps your nights to yourself. No e-mail, no internet."
      step={{ at: 0, of: wizardSteps }}
    >
      <form className={entry.form} onSubmit={submit}>
        <AccountFields
          username={username}
          password={password}
          problem={problem}
          autoFocus
          onUsername={setUsername}
          onPassword={setPassword}
        />
        <div className={entry.foot}>
          <Button type="submit" look="primary" size="large" disabled={busy}>
            Continue
          </Button>
          <Button look="quiet" size="large" disabled={busy} onClick={() => run('skip')}>
            Skip for now
          </Button>
        </div>
      </form>
    </Frame>
  )
}
