import { useNewAccount } from '../accounts/use-new-account.ts'
import entry from '../entry/entry.module.css'
import { Frame } from '../entry/frame.tsx'
import { useActions } from '../state/context.tsx'
import { AccountFields } from '../ui/account-fields.tsx'
import { AskButton } from '../ui/ask-button.tsx'
import { Button } from '../ui/button.tsx'
import { wizardSteps } from './steps.ts'

/** The very first screen: who is the DJ here. */
export function AccountStep() {
  const { ask } = useActions()
  const { asking, fields, submit } = useNewAccount('account.create')
  return (
    <Frame
      title="Hello. Who is playing tonight?"
      lead="An account keeps your nights to yourself. It needs no internet."
      step={{ at: 0, of: wizardSteps }}
    >
      <form className={entry.form} onSubmit={submit}>
        <AccountFields {...fields} autoFocus />
        <div className={entry.foot}>
          <AskButton asking={asking} look="primary" size="large">
            Continue
          </AskButton>
          <Button
            look="quiet"
            size="large"
            disabled={asking.busy}
            onClick={() => asking.run(() => ask('account.skip', {}))}
          >
            Skip for now
          </Button>
        </div>
      </form>
    </Frame>
  )
}
