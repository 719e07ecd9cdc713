import { useActions, useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/field.tsx'
import { Fold } from '../ui/fold.tsx'
import { ClientIdForm } from './client-id-form.tsx'
import styles from './spotify.module.css'

/** It was connected: one press away from being so again, with what is known. */
export function Ended() {
  const { reconnectSpotify } = useActions()
  const clientId = useSpotify((spotify) => spotify.clientId)
  const problem = useSpotify((spotify) => spotify.signInProblem)
  return (
    <>
      <div className={styles.group}>
        <p className={styles.big}>The connection has ended</p>
        <p>
          Spotify ends it after six months, or when it was revoked or the password changed. Your queue and
          your settings are kept.
        </p>
        {problem !== null && <Problem>{problem}</Problem>}
        {clientId === null ? (
          <ClientIdForm />
        ) : (
          <div>
            <Button look="primary" size="large" onClick={reconnectSpotify}>
              Connect again
            </Button>
          </div>
        )}
      </div>
      {clientId !== null && (
        <Fold title="With another client ID">
          <ClientIdForm />
        </Fold>
      )}
    </>
  )
}
