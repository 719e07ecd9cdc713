import entry from '../entry/entry.module.css'
import { AccountFields } from '../ui/account-fields.tsx'
import { AskButton } from '../ui/ask-button.tsx'
import { Button } from '../ui/button.tsx'
import { useEscape } from './use-escape.ts'
import { useNewAccount } from './use-new-account.ts'

/** A further account on this database, signed in at once. */
export function SignUpForm({ onBack }: { readonly onBack: () => void }) {
  const { asking, fields, submit } = useNewAccount('account.signUp')
  useEscape(onBack)
  return (
    <form className={entry.form} onSubmit={submit}>
      <AccountFields {...fields} autoFocus />
      <div className={entry.foot}>
        <AskButton asking={asking} look="primary" size="large">
          Make the account
        </AskButton>
        <Button look="quiet" size="large" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  )
}
