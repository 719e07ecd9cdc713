import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/field.tsx'
import { AdapterChoice } from './network/adapter-choice.tsx'
import { AddressGroup } from './network/address-group.tsx'
import { PrintGroup } from './network/print-group.tsx'
import { SelfTestGroup } from './network/self-test-group.tsx'
import { WifiGroup } from './network/wifi-group.tsx'
import styles from './panels.module.css'

/** How phones reach this computer: what is wrong, where it is, whether it works, what guests get in print. */
export function NetworkPanel() {
  const { send } = useActions()
  const health = useNight((night) => night.health.network)
  const closed = useNight((night) => night.lan.closed)
  return (
    <>
      {health.state !== 'ok' && (
        <div className={styles.row}>
          <Problem>
            {health.words}
            {closed && (
              <div className={styles.buttons}>
                <Button onClick={() => send('lan.retry', {})}>Try again</Button>
              </div>
            )}
          </Problem>
        </div>
      )}
      <AddressGroup />
      <SelfTestGroup />
      <AdapterChoice />
      <WifiGroup />
      <PrintGroup />
    </>
  )
}
