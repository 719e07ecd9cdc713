import type { SheetView } from '../../src-main/contract/lan-view.ts'
import { QrCode } from '../shared/qr-code.tsx'
import styles from './poster.module.css'
import { words } from './words.ts'

/** For the door and the bar: read from three metres, scanned from one. */
export function Poster({ sheet }: { readonly sheet: SheetView }) {
  const { title, joinUrl, wifi } = sheet
  return (
    <main className={styles.poster} data-wifi={wifi !== null}>
      <header className={styles.head}>
        <p className={styles.night}>
          <bdi>{title}</bdi>
        </p>
        <h1 className={styles.headline}>{words.ask}</h1>
      </header>
      <div className={styles.code}>
        <QrCode content={joinUrl} label={words.pageCode} className={styles.page} />
      </div>
      <p className={styles.steps}>{words.steps}</p>
      <footer className={styles.foot}>
        {wifi && (
          <section className={styles.wifi}>
            <QrCode content={wifi.code} label={words.wifiCode} className={styles.wifiCode} />
            <div className={styles.facts}>
              <h2>{words.firstWifi}</h2>
              <p className={styles.value}>
                <bdi>{wifi.name}</bdi>
              </p>
              <p className={styles.label}>
                {wifi.password === null ? (
                  words.noPassword
                ) : (
                  <>
                    {words.password} <bdi className={styles.secret}>{wifi.password}</bdi>
                  </>
                )}
              </p>
            </div>
          </section>
        )}
        <section className={styles.facts}>
          <h2>{words.orOpen}</h2>
          <p className={styles.value}>{sheet.address}</p>
          <p className={styles.label}>
            {sheet.isCode ? words.code : words.pin} <strong className={styles.pin}>{sheet.pin}</strong>
          </p>
          <p className={styles.small}>{words.changed}</p>
        </section>
      </footer>
    </main>
  )
}
