import { Pause, Play } from 'lucide-react'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Hint } from '../ui/hint.tsx'
import styles from './header.module.css'

/** A breath for the DJ: phones are told at once. Lit while it lasts, so that it isn't forgotten. */
export function PauseButton() {
  const { pauseRequests } = useActions()
  const paused = useNight((night) => night.event.requestsPaused)
  const Icon = paused ? Play : Pause
  return (
    <Hint words={paused ? 'Requests are paused: take them again (P)' : 'Pause requests for a moment (P)'}>
      <Button
        look="quiet"
        shape="icon"
        className={styles.pause}
        aria-label="Pause requests"
        aria-pressed={paused}
        onClick={() => pauseRequests()}
      >
        <Icon size={18} aria-hidden="true" />
      </Button>
    </Hint>
  )
}
