import { RefreshCw } from 'lucide-react'
import { QrCode } from '../../shared/qr-code.tsx'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/field.tsx'
import { Copyable } from './copyable.tsx'
import styles from './panels.module.css'

export function JoinPanel() {
  const { openPanel, rotatePin, rotateLink } = useActions()
  const code = useNight((night) => night.door.code)
  const lan = useNight((night) => night.lan)
  const event = useNight((night) => night.event)
  const network = useNight((night) => night.health.network)
  const wifiCode = lan.wifi?.code ?? null
  return (
    <>
      {network.state !== 'ok' && <Problem>{network.words}</Problem>}
      {lan.joinUrl !== null && (
        <div className={styles.group}>
          {wifiCode !== null ? (
            <div className={styles.codes}>
              <figure>
                <QrCode content={wifiCode} label="QR code to join the wifi" className={styles.code} />
                <figcaption>1. The wifi</figcaption>
              </figure>
              <figure>
                <QrCode content={lan.joinUrl} label="QR code to join" className={styles.code} />
                <figcaption>2. The page</figcaption>
              </figure>
            </div>
          ) : (
            <QrCode content={lan.joinUrl} label="QR code to join" className={styles.code} />
          )}
          <p className={styles.muted}>
            {event.status === 'offline'
              ? 'The night is offline: guests who scan this are told to wait.'
              : wifiCode === null
                ? 'Guests in the same wifi scan this and are in, without typing the PIN.'
                : 'Guests scan the wifi, then the page, and are in, without typing the PIN.'}
          </p>
        </div>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>PIN</dt>
          <dd className={styles.big}>{event.pin}</dd>
        </div>
        {code !== null && (
          <div>
            <dt>Code, as this PIN lets nobody in any more</dt>
            <dd className={styles.big}>{code}</dd>
          </div>
        )}
        {lan.url !== null && <Copyable label="Address to type" text={lan.url} />}
        {lan.nameUrl !== null && <Copyable label="Or by name, on newer phones" text={lan.nameUrl} />}
        {lan.joinUrl !== null && <Copyable label="Link that needs no PIN" text={lan.joinUrl} />}
      </dl>
      <div className={styles.group}>
        <h3 className={styles.groupTitle}>A PIN that has got about</h3>
        <p className={styles.muted}>
          A new one lets nobody in by the old one from now on. Who has joined stays in, and the QR code and
          the link go on working.
        </p>
        <div className={styles.buttons}>
          <Button onClick={() => rotatePin()}>
            <RefreshCw size={16} aria-hidden="true" />
            New PIN
          </Button>
        </div>
      </div>
      <div className={styles.group}>
        <h3 className={styles.groupTitle}>A link that has got about</h3>
        <p className={styles.muted}>
          A new link makes new QR codes here and on the display. The one before lets nobody in any more: print
          again what hangs on walls. Who has joined stays in.
        </p>
        <div className={styles.buttons}>
          <Button onClick={() => rotateLink()}>
            <RefreshCw size={16} aria-hidden="true" />
            New link
          </Button>
        </div>
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => openPanel('network')}>Network, test and print</Button>
      </div>
    </>
  )
}
