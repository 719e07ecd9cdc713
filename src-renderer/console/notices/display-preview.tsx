import { isLongNotice } from '../../shared/long-notice.ts'
import { useNight } from '../state/context.tsx'
import { isDisplaySeen } from '../state/display-seen.ts'
import styles from './notices.module.css'

/** How the line will stand on the display: above what plays, beside nothing that it could cover. */
export function DisplayPreview({ text }: { readonly text: string }) {
  const song = useNight((night) => night.nowPlaying?.title ?? night.queue[0]?.title ?? night.event.title)
  const isOpen = useNight(isDisplaySeen)
  const isOn = useNight((night) => night.event.pages.display)
  return (
    <div className={styles.preview}>
      <div className={styles.screen} role="img" aria-label={`On the display: ${text}`}>
        <p className={styles.band} data-long={isLongNotice(text)}>
          {text}
        </p>
        <p className={styles.song}>{song}</p>
        <i className={styles.next} />
        <i className={styles.code} />
      </div>
      {!isOn ? (
        <p className={styles.hint}>The display is turned off in the settings.</p>
      ) : (
        !isOpen && <p className={styles.hint}>The display is not open.</p>
      )}
    </div>
  )
}
