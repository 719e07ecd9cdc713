import { useState } from 'react'
import { QrCode } from '../../shared/qr-code.tsx'
import entry from '../entry/entry.module.css'
import { Frame } from '../entry/frame.tsx'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './live-step.module.css'
import { wizardSteps } from './steps.ts'

/** The night is there: the code that opens it for guests, and the one switch that matters. */
export function LiveStep() {
  const { setStatus, setGoingLive } = useActions()
  const lan = useNight((night) => night.lan)
  const title = useNight((night) => night.event.title)
  const pin = useNight((night) => night.event.pin)
  const network = useNight((night) => night.health.network)
  const [busy, setBusy] = useState(false)

  async function goLive(): Promise<void> {
    setBusy(true)
    const done = await setStatus('live')
    setBusy(false)
    if (done) setGoingLive(false)
  }

  return (
    <Frame
      title={`“${title}” is ready`}
      lead="Guests scan this code, or open the address and type the PIN."
      step={{ at: 3, of: wizardSteps }}
    >
      <div className={styles.join}>
        {lan.joinUrl === null ? (
          <p className={entry.lead}>{network.words}</p>
        ) : (
          <QrCode content={lan.joinUrl} label="QR code to join" className={styles.code} />
        )}
        <dl className={styles.facts}>
          <div>
            <dt>Address</dt>
            <dd className={styles.address}>{lan.url ?? 'not on a network yet'}</dd>
          </div>
          <div>
            <dt>PIN</dt>
            <dd className={styles.pin}>{pin}</dd>
          </div>
        </dl>
      </div>
      <div className={entry.foot}>
        <Button look="primary" size="large" autoFocus disabled={busy} onClick={goLive}>
          Go live
        </Button>
        <Button look="quiet" size="large" onClick={() => setGoingLive(false)}>
          Not yet
        </Button>
      </div>
    </Frame>
  )
}
