import { Copy, RefreshCw } from 'lucide-react'
import { QrCode } from '../../shared/qr-code.tsx'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/field.tsx'
import { copyText } from './copy-text.ts'
import styles from './panels.module.css'

export function JoinPanel() {
  const { rotatePin } = useActions()
  const lan = useNight((night) => night.lan)
  const event = useNight((night) => night.event)
  const network = useNight((night) => night.health.network)
  return (
    <>
      {network.state !== 'ok' && <Problem>{network.words}</Problem>}
      {lan.joinUrl !== null && (
        <div className={styles.group}>
          <QrCode content={lan.joinUrl} label="QR code to join" className={styles.code} />
          <p className={styles.muted}>
            {event.status === 'offline'
              ? 'The night is offline: guests who scan this are told to wait.'
              : 'Guests in the same wifi scan this and are in, without typing the PIN.'}
          </p>
        </div>
      )}
      <dl className={styles.facts}>
        <div>
          <dt>PIN</dt>
          <dd className={styles.big}>{event.pin}</dd>
        </div>
        {lan.url !== null && <Copyable label="Address to type" text={lan.url} />}
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
      {lan.addresses.length > 0 && (
        <div className={styles.group}>
          <h3 className={styles.groupTitle}>This computer is reached at</h3>
          <dl className={styles.facts}>
            {lan.addresses.map(({ adapter, address }) => (
              <div key={`${adapter} ${address}`}>
                <dt>{adapter}</dt>
                <dd>{address}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </>
  )
}

function Copyable({ label, text }: { readonly label: string; readonly text: string }) {
  const { toast } = useActions()
  async function copy(): Promise<void> {
    toast((await copyText(text)) ? 'Copied.' : 'Copying was not allowed. Select the text instead.')
  }
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span>{text}</span>
        <Button shape="icon" look="quiet" aria-label={`Copy: ${label}`} onClick={copy}>
          <Copy size={18} />
        </Button>
      </dd>
    </div>
  )
}
