import night from '../night/night.module.css'
import { NoticeForm } from './notice-form.tsx'
import styles from './notices.module.css'
import { OnAir } from './on-air.tsx'

/** What the DJ tells the room: a line to send, and what is on air. */
export function NoticePane() {
  return (
    <section className={[night.pane, styles.pane].join(' ')} aria-label="Notices">
      <NoticeForm />
      <OnAir />
    </section>
  )
}
