import { MonitorPlay, QrCode as QrIcon, Users } from 'lucide-react'
import { formatCount } from '../../shared/format.ts'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Hint } from '../ui/hint.tsx'
import { Guessing } from './guessing.tsx'
import styles from './header.module.css'
import { HealthDots } from './health-dots.tsx'
import { MainMenu } from './main-menu.tsx'
import { PauseButton } from './pause-button.tsx'
import { StatusSwitch } from './status-switch.tsx'

/** What must be readable from a metre: the state, the PIN, how many guests, whether all is well. */
export function Header() {
  const { openPanel } = useActions()
  const event = useNight((night) => night.event)
  const guests = useNight((night) => night.guests)
  const code = useNight((night) => night.door.code)
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{event.title}</h1>
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
          <span className={styles.number}>{formatCount(guests)}</span>
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
