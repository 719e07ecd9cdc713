import { QrCode } from '../shared/qr-code.tsx'
import styles from './join-code.module.css'
import { words } from './words.ts'

/** The QR code on its white card. Fills the width that `className` gives. */
export function JoinCode({
  joinUrl,
  className,
}: {
  readonly joinUrl: string
  readonly className?: string | undefined
}) {
  return (
    <div className={[styles.card, className].filter(Boolean).join(' ')}>
      <QrCode content={joinUrl} label={words.qr} className={styles.code} />
    </div>
  )
}
