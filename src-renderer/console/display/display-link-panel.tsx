import { RefreshCw } from 'lucide-react'
import { QrCode } from '../../shared/qr-code.tsx'
import { Copyable } from '../panels/copyable.tsx'
import styles from '../panels/panels.module.css'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { screensWords } from './screens-words.ts'

/** The display for OBS, a television or any other browser. */
export function DisplayLinkPanel() {
  const { renewDisplayLink } = useActions()
  const link = useNight((night) => night.displayLink)
  if (link === null)
    return <p className={styles.muted}>There is no link yet: guests’ pages are not served either.</p>
  return (
    <>
      <div className={styles.group}>
        <p>{screensWords(link.screens)}</p>
        <p className={styles.muted}>
          The link shows what the room sees and opens nothing else. It is the same every night, until you make
          a new one.
        </p>
      </div>
      <div className={styles.group}>
        <h3 className={styles.groupTitle}>OBS</h3>
        <p className={styles.muted}>
          Add a source “Browser”, paste the link, and give it the size of your picture. One without a
          background lies over your camera.
        </p>
        <dl className={styles.facts}>
          <Copyable label="OBS on this computer" text={link.here} />
          <Copyable label="The same without a background" text={withOptions(link.here, 'background=none')} />
          <Copyable
            label="Only what plays, at the lower edge"
            text={withOptions(link.here, 'background=none&show=now')}
          />
        </dl>
      </div>
      {link.lan !== null && (
        <div className={styles.group}>
          <h3 className={styles.groupTitle}>A TV or another computer</h3>
          <p className={styles.muted}>
            Open this in its browser, in the same wifi. It comes back by itself when Cueline was closed.
          </p>
          <dl className={styles.facts}>
            <Copyable label="Link in this network" text={link.lan} />
          </dl>
          <QrCode content={link.lan} label="QR code of the display link" className={styles.code} />
        </div>
      )}
      <div className={styles.group}>
        <h3 className={styles.groupTitle}>A link that has got about</h3>
        <p className={styles.muted}>
          A new link closes every screen that is open by the old one. Paste it again in OBS.
        </p>
        <div className={styles.buttons}>
          <Button onClick={() => renewDisplayLink()}>
            <RefreshCw size={16} aria-hidden="true" />
            New link
          </Button>
        </div>
      </div>
    </>
  )
}

/** Options stand before the fragment, which stays the last part. */
function withOptions(url: string, options: string): string {
  return url.replace('#', `?${options}#`)
}
