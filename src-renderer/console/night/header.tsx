import { MonitorPlay, QrCode as QrIcon, Users } from 'lucide-react'
import { formatCount } from '../../shared/format.ts'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Hint } from '../ui/hint.tsx'
import styles from './header.module.css'
import { HealthDots } from './health-dots.tsx'
import { MainMenu } from './main-menu.tsx'
import { StatusSwitch } from './status-switch.tsx'

/** What must be readable from a metre: the state, the PIN, how many guests, whether all is well. */
export function Header() {
  const { openPanel } = useActions()
  const event = useNight((night) => night.event)
  const guests = useNight((night) => night.guests)
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{event.title}</h1>
      <StatusSwitch />
      <Hint words="How guests join: QR code, address and PIN">
        <button type="button" className={styles.pin} onClick={() => openPanel('join')}>
          <span className={styles.caption}>PIN</span>
          <span className={styles.number}>{event.pin}</span>
          <QrIcon size={22} aria-hidden="true" />
          <span className={styles.silent}>, show the QR code</span>
        </button>
      </Hint>
      <p className={styles.guests}>
        <Users size={18} aria-hidden="true" />
        <span className={styles.number}>{formatCount(guests)}</span>
        <span className={styles.caption}>{guests === 1 ? 'guest' : 'guests'}</span>
      </p>
      <div className={styles.end}>
        <HealthDots />
        <DisplayButton />
        <MainMenu />
      </div>
    </header>
  )
}

function DisplayButton() {
  const { send } = useActions()
  const open = useNight((night) => night.displayOpen)
  const enabled = useNight((night) => night.event.pages.display)
  return (
    <Hint words={displayWords(open, enabled)}>
      <Button
        aria-label="Display"
        look={open ? 'plain' : 'quiet'}
        aria-pressed={open}
        className={styles.display}
        onClick={() => send(open ? 'shell.closeDisplay' : 'shell.openDisplay', {})}
      >
        <MonitorPlay size={18} aria-hidden="true" />
        <span className={styles.displayWord}>Display</span>
      </Button>
    </Hint>
  )
}

function displayWords(open: boolean, enabled: boolean): string {
  if (!open) return 'Open the display for the room'
  return enabled
    ? 'The display is open; click to close it'
    : 'The display is open, but its page is off in Settings'
}
