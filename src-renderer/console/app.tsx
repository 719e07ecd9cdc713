import { Tooltip } from 'radix-ui'
import { KeepCodes } from './accounts/keep-codes.tsx'
import { Broken } from './entry/broken.tsx'
import { Migration } from './entry/migration.tsx'
import { NoEvent } from './entry/no-event.tsx'
import { SignedOut } from './entry/signed-out.tsx'
import { Starting } from './entry/starting.tsx'
import { NightScreen } from './night/night-screen.tsx'
import { Toasts } from './night/snackbar.tsx'
import { PanelsAnytime } from './panels/panels.tsx'
import { type Console, ConsoleProvider, useConsoleState } from './state/context.tsx'
import { AccountStep } from './wizard/account-step.tsx'
import { LiveStep } from './wizard/live-step.tsx'

/** Hover this long, in milliseconds, before words appear. */
const hintDelay = 300

export function App({ console }: { readonly console: Console }) {
  return (
    <ConsoleProvider console={console}>
      <Tooltip.Provider delayDuration={hintDelay}>
        <Screen />
        <PanelsAnytime />
        <Toasts />
      </Tooltip.Provider>
    </ConsoleProvider>
  )
}

function Screen() {
  const view = useConsoleState((state) => state.heldView ?? state.view)
  const goingLive = useConsoleState((state) => state.goingLive)
  const newCodes = useConsoleState((state) => state.newCodes)
  if (newCodes?.where === 'screen') return <KeepCodes {...newCodes} />
  if (view === null) return <Starting step="Opening…" />
  switch (view.phase) {
    case 'starting':
      return <Starting step={view.step} />
    case 'broken':
      return <Broken {...view} />
    case 'migration':
      return <Migration {...view} />
    case 'first-run':
      return <AccountStep />
    case 'signed-out':
      return <SignedOut {...view} />
    case 'no-event':
      return <NoEvent {...view} />
    case 'night':
      return goingLive ? <LiveStep /> : <NightScreen />
  }
}
