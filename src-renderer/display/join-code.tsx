import { QrCode } from '../shared/qr-code.tsx'
import styles from './join-code.module.css'
import type { Join } from './screen.ts'
import { words } from './words.ts'

export type JoinCodesProps = { readonly join: Join; readonly className?: string | undefined }

/** The page's QR code, and before it the wifi's, small, where guests need that first. `className` gives the width of the page's. */
export function JoinCodes({ join: { joinUrl, wifiCode }, className }: JoinCodesProps) {
  const page = <Code content={joinUrl} label={words.qr} className={className} />
  if (wifiCode === null) return page
  return (
    <div className={styles.both}>
      <figure className={styles.step}>
        <Code content={wifiCode} label={words.wifiQr} className={styles.wifi} />
        <figcaption>{words.firstWifi}</figcaption>
      </figure>
      <figure className={styles.step}>
        {page}
        <figcaption>{words.thenPage}</figcaption>
      </figure>
    </div>
  )
}

type CodeProps = {
  readonly content: string
  readonly label: string
  readonly className?: string | undefined
}

/** A QR code on its white card. */
function Code({ content, label, className }: CodeProps) {
  return (
    <div className={[styles.card, className].filter(Boolean).join(' ')}>
      <QrCode content={content} label={label} className={styles.code} />
    </div>
  )
}
