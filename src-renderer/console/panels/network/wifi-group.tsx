import { useState } from 'react'
import type { LanView } from '../../../../src-main/contract/lan-view.ts'
import { QrCode } from '../../../shared/qr-code.tsx'
import { useActions, useNight } from '../../state/context.tsx'
import { Button } from '../../ui/button.tsx'
import styles from '../panels.module.css'
import own from './network.module.css'
import { WifiForm } from './wifi-form.tsx'
import { securityWords } from './words.ts'

/** The wifi that guests need first: its code stands beside the page's, on the display and in print. */
export function WifiGroup() {
  const wifi = useNight((night) => night.lan.wifi)
  const [editing, setEditing] = useState(false)
  return (
    <section className={styles.group} aria-label="Wifi of the guests">
      <h3 className={styles.groupTitle}>Wifi of the guests</h3>
      {editing && <WifiForm wifi={wifi} onDone={() => setEditing(false)} />}
      {!editing && wifi !== null && <Known wifi={wifi} onChange={() => setEditing(true)} />}
      {!editing && wifi === null && (
        <>
          <p className={styles.muted}>
            With its name and password guests join the wifi by a code, and then the page by yours.
          </p>
          <div className={styles.buttons}>
            <Button onClick={() => setEditing(true)}>Enter the wifi</Button>
          </div>
        </>
      )}
    </section>
  )
}

type KnownProps = { readonly wifi: NonNullable<LanView['wifi']>; readonly onChange: () => void }

function Known({ wifi, onChange }: KnownProps) {
  const { send } = useActions()
  return (
    <div className={own.known}>
      {wifi.code !== null && (
        <QrCode content={wifi.code} label="QR code to join the wifi" className={own.wifiCode} />
      )}
      <div className={styles.row}>
        <p className={own.name}>
          <bdi>{wifi.name}</bdi>
        </p>
        <p className={styles.muted}>
          {wifi.code === null
            ? 'The keychain of this computer has no password for it any more. Enter it again.'
            : securityWords[wifi.security]}
        </p>
        <div className={styles.buttons}>
          <Button onClick={onChange}>Change</Button>
          <Button look="quiet" onClick={() => send('lan.setWifi', { wifi: null })}>
            Remove
          </Button>
        </div>
      </div>
    </div>
  )
}
