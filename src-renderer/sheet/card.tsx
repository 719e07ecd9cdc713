import type { SheetView } from '../../src-main/contract/lan-view.ts'
import { QrCode } from '../shared/qr-code.tsx'
import styles from './card.module.css'
import { words } from './words.ts'

/** For the tables: scanned from an arm's length. */
export function Card({
  sheet: { title, joinUrl, address, pin, isCode, wifi },
}: {
  readonly sheet: SheetView
}) {
  return (
    <section className={styles.card}>
      <QrCode content={joinUrl} label={words.pageCode} className={styles.page} />
      <div className={styles.words}>
        <p className={styles.night}>
          <bdi>{title}</bdi>
        </p>
        <h2 className={styles.headline}>{words.ask}</h2>
        {wifi ? (
          <div className={styles.wifi}>
            <QrCode content={wifi.code} label={words.wifiCode} className={styles.wifiCode} />
            <p>
              {words.firstWifi}
              <bdi className={styles.value}>{wifi.name}</bdi>
            </p>
          </div>
        ) : (
          <p>{words.stepsShort}</p>
        )}
        <p>
          {words.open} <strong className={styles.value}>{address}</strong>
        </p>
        <p>
          {isCode ? words.code : words.pin} <strong className={styles.pin}>{pin}</strong>
          <span className={styles.small}>{words.changed}</span>
        </p>
      </div>
    </section>
  )
}
