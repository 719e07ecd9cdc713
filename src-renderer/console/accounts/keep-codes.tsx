import entry from '../entry/entry.module.css'
import { Frame } from '../entry/frame.tsx'
import { useActions, useConsoleState } from '../state/context.tsx'
import type { NewCodes } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import { wizardSteps } from '../wizard/steps.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Between the new account and whatever comes next: the codes, this once. Enter goes on. */
export function KeepCodes({ username, codes }: NewCodes) {
  const { codesKept } = useActions()
  const inWizard = useConsoleState(({ view }) => view?.phase === 'no-event' && view.events.length === 0)
  return (
    <Frame
      title="Keep these codes"
      lead="If you forget the password, each of them lets you in once. They are shown only now."
      {...(inWizard ? { step: { at: 0, of: wizardSteps } } : {})}
    >
      <RecoveryCodes username={username} codes={codes} />
      <div className={entry.foot}>
        <Button
          look="primary"
          size="large"
          autoFocus
          // The Enter that sent the form may still be held down: only a new one goes on.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
          onClick={codesKept}
        >
          I have kept them
        </Button>
      </div>
    </Frame>
  )
}
