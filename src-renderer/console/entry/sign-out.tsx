import { useActions, useUser } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'

/** Before a night is open there is no account panel: the way out for whoever is in the wrong account. */
export function SignOut() {
  const { send } = useActions()
  const user = useUser()
  if (user === null || !user.claimed) return null
  return (
    <Button look="quiet" size="large" onClick={() => send('account.signOut', {})}>
      Sign out {user.username}
    </Button>
  )
}
