import { MonitorOff } from 'lucide-react'
import type { DisplayChoice } from '../../../src-main/contract/display-commands.ts'
import { useActions, useNight } from '../state/context.tsx'
import { isDisplaySeen } from '../state/display-seen.ts'
import { Button } from '../ui/button.tsx'
import { SwitchRow } from '../ui/switch-row.tsx'
import styles from './display.module.css'
import { MonitorChoice } from './monitor-choice.tsx'
import { useDisplayStand } from './use-display-stand.ts'

/** What the room sees, black or not, and on which monitor. */
export function DisplayCard({ onClosed }: { readonly onClosed: () => void }) {
  const { send, switchBlank, openPanel } = useActions()
  const open = useNight((night) => night.displayOpen)
  const blank = useNight((night) => night.displayBlank)
  const isSeen = useNight(isDisplaySeen)
  const { stand, lookAgain } = useDisplayStand()

  async function place(choice: DisplayChoice): Promise<void> {
    await send('shell.placeDisplay', { choice })
    lookAgain()
  }

  function close(): void {
    void send('shell.closeDisplay', {})
    onClosed()
  }

  function showLink(): void {
    onClosed()
    openPanel('display-link')
  }

  return (
    <>
      <div className={styles.screen}>
        {open && stand?.picture ? (
          <img className={styles.picture} src={stand.picture} alt="What the room sees now" />
        ) : (
          <p className={styles.nothing}>
            <MonitorOff size={18} aria-hidden="true" />
            {open ? 'The picture comes in a moment.' : 'The display is not open.'}
          </p>
        )}
      </div>
      {(isSeen || blank) && (
        <SwitchRow
          label="Black"
          hint="The room sees nothing; the key “.” does the same."
          checked={blank}
          onChange={switchBlank}
        />
      )}
      {stand && <MonitorChoice stand={stand} onChoose={place} />}
      <div className={styles.buttons}>
        {open ? (
          <Button onClick={close}>Close the display</Button>
        ) : (
          <Button onClick={() => send('shell.openDisplay', {})}>Open the display</Button>
        )}
        <Button onClick={showLink}>In OBS or on a TV</Button>
      </div>
    </>
  )
}
