import { Pause } from 'lucide-react'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './inbox.module.css'

/** One line when guests can't ask though the night is on: why, and the button that ends it. */
export function Gate() {
  const { setSwitch } = useActions()
  const event = useNight((night) => night.event)
  if (event.pages.requests && !event.requestsPaused) return null
  const paused = event.pages.requests
  return (
    <div className={styles.gate}>
      <Pause size={16} aria-hidden="true" />
      <span>{paused ? 'Requests are paused.' : 'The request page is off.'}</span>
      <Button onClick={() => (paused ? setSwitch('requestsPaused', false) : setSwitch('requestPage', true))}>
        {paused ? 'Resume' : 'Turn it on'}
      </Button>
    </div>
  )
}
