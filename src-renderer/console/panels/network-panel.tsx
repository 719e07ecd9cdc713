import { TriangleAlert } from 'lucide-react'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { AdapterChoice } from './network/adapter-choice.tsx'
import { AddressGroup } from './network/address-group.tsx'
import own from './network/network.module.css'
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
        <div role="alert" className={own.notice} data-state={health.state}>
          <TriangleAlert size={20} aria-hidden="true" />
          <div className={styles.group}>
            <p>{health.words}</p>
            {closed && (
              <div className={styles.buttons}>
                <Button onClick={() => send('lan.retry', {})}>Try again</Button>
              </div>
            )}
          </div>
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
