import type { NightView } from '../../../src-main/contract/console-view.ts'
import { CodesGroup } from '../accounts/codes-group.tsx'
import { EmailGroup } from '../accounts/email-group.tsx'
import { PasswordGroup } from '../accounts/password-group.tsx'
import { RecoveryCodes } from '../accounts/recovery-codes.tsx'
import { useNewAccount } from '../accounts/use-new-account.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { AccountFields } from '../ui/account-fields.tsx'
import { AskButton } from '../ui/ask-button.tsx'
import { Button } from '../ui/button.tsx'
import { roleWords } from '../words.ts'
import styles from './panels.module.css'

/** Who is signed in here, and all ways back in; each folded until it is wanted. */
export function AccountPanel() {
  const { send } = useActions()
  const user = useNight((night) => night.user)
  const keychain = useNight((night) => night.health.keychain)
  return (
    <>
      <NewCodesGroup username={user.username} />
      {user.claimed ? <Owned user={user} /> : <ClaimForm username={user.username} />}
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

function Owned({ user }: { readonly user: NightView['user'] }) {
  return (
    <div className={styles.group}>
      <div>
        <p className={styles.big}>{user.username}</p>
        <p className={styles.muted}>{roleWords[user.role]}</p>
      </div>
      <EmailGroup user={user} />
      <PasswordGroup user={user} />
      <CodesGroup user={user} />
    </div>
  )
}

/** Codes that were made just now; they stand first until they are kept. */
function NewCodesGroup({ username }: { readonly username: string }) {
  const { codesKept } = useActions()
  const newCodes = useConsoleState((state) => state.newCodes)
  // Of whoever was signed in before, nothing is shown.
  if (newCodes === null || newCodes.username !== username) return null
  return (
    <section ref={takeFocus} tabIndex={-1} className={styles.group} aria-label="New recovery codes">
      <h3 className={styles.groupTitle}>Keep these codes</h3>
      <p>If you forget the password, each of them lets you in once. They are shown only now.</p>
      <RecoveryCodes username={username} codes={newCodes.codes} />
      <div className={styles.buttons}>
        <Button look="primary" onClick={codesKept}>
          I have kept them
        </Button>
      </div>
    </section>
  )
}

/** Into view and read out, wherever in the panel they were asked for. */
function takeFocus(element: HTMLElement | null): void {
  element?.focus()
}

/** The account step was skipped: a name and a password make it the DJ's own. */
function ClaimForm({ username }: { readonly username: string }) {
  const { toast } = useActions()
  const { asking, fields, submit } = useNewAccount('account.create', {
    username,
    onMade: () => toast('The account is yours now.'),
  })
  return (
    <form className={styles.group} onSubmit={submit}>
      <p>No password protects your nights yet. Choose one, so that nobody else opens them.</p>
      <AccountFields {...fields} />
      <div className={styles.buttons}>
        <AskButton asking={asking} look="primary">
          Keep this account
        </AskButton>
      </div>
    </form>
  )
}
