import { QrCode as QrIcon, Users } from 'lucide-react'
import { DisplayButton } from '../display/display-button.tsx'
import { useActions, useNight } from '../state/context.tsx'
import { Hint } from '../ui/hint.tsx'
import { ShortCount } from '../ui/short-count.tsx'
import { Guessing } from './guessing.tsx'
import styles from './header.module.css'
import { HealthDots } from './health-dots.tsx'
import { MainMenu } from './main-menu.tsx'
import { PauseButton } from './pause-button.tsx'
import { PracticeBar } from './practice-bar.tsx'
import { StatusSwitch } from './status-switch.tsx'

/** What must be readable from a metre: the state, the PIN, how many guests, whether all is well. */
export function Header() {
  const { openPanel } = useActions()
  const event = useNight((night) => night.event)
  const guests = useNight((night) => night.guests)
  const code = useNight((night) => night.door.code)
  return (
    <header className={styles.header}>
      <h1 className={styles.title} title={event.title}>
        {event.title}
      </h1>
      <StatusSwitch />
      <Hint words="How guests join: QR code, address and PIN">
        <button type="button" className={styles.pin} onClick={() => openPanel('join')}>
          <span className={styles.caption}>{code === null ? 'PIN' : 'Code'}</span>
          <span className={styles.number}>{code ?? event.pin}</span>
          <QrIcon size={22} aria-hidden="true" />
          <span className={styles.silent}>, show the QR code</span>
        </button>
      </Hint>
      <Hint words="Who is here: names, requests, blocking">
        <button type="button" className={styles.guests} onClick={() => openPanel('guests')}>
          <Users size={18} aria-hidden="true" />
          <ShortCount count={guests} className={styles.number} />
          <span className={styles.caption}>{guests === 1 ? 'guest' : 'guests'}</span>
        </button>
      </Hint>
      <div className={styles.end}>
        <PauseButton />
        <HealthDots />
        <DisplayButton />
        <MainMenu />
      </div>
      <Guessing />
      <PracticeBar />
    </header>
  )
}
