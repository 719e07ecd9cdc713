import { type FormEvent, useState } from 'react'
import { useActions, useSpotify } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { cleanClientId, clientIdProblem } from './client-id.ts'
import styles from './spotify.module.css'

/** The client id, looked at as it is typed, and the way to Spotify's own page. */
export function ClientIdForm() {
  const { ask } = useActions()
  const known = useSpotify((spotify) => spotify.clientId)
  const [typed, setTyped] = useState(known ?? '')
  const [sent, setSent] = useState(false)
  const asking = useAsking()
  const wrong = clientIdProblem(typed)
  /** Once it was sent, what is wrong is said below instead. */
  const hint = wrong === null ? 'That can be one.' : sent ? undefined : wrong

  async function connect(event: FormEvent): Promise<void> {
    event.preventDefault()
    setSent(true)
    if (wrong === null) await asking.run(() => ask('spotify.connect', { clientId: cleanClientId(typed) }))
  }

  return (
    <form className={styles.form} onSubmit={connect} noValidate>
      <Field
        label="Client ID"
        hint={hint}
        className={styles.clientId}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={sent && wrong !== null}
        onChange={(event) => {
          setTyped(event.target.value)
          setSent(false)
        }}
        required
      />
      {sent && wrong !== null && <Problem>{wrong}</Problem>}
      {asking.problem !== null && <Problem>{asking.problem}</Problem>}
      <div>
        <AskButton asking={asking} look="primary" size="large" busyWords="Opening Spotify…">
          Connect Spotify
        </AskButton>
      </div>
    </form>
  )
}
