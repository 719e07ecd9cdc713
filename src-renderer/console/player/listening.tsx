import { Headphones } from 'lucide-react'
import { useActions, useConsoleState } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import styles from './player.module.css'

/** What sounds in the DJ's headphones, and the way to end it. */
export function Listening() {
  const { stopListening } = useActions()
  const listening = useConsoleState((state) => state.listening)
  if (listening === null) return null
  return (
    <div role="status" className={styles.listening}>
      <Headphones size={18} aria-hidden="true" />
      <p>
        You listen to <strong>{listening.title}</strong>
      </p>
      <Button look="quiet" onClick={stopListening}>
        Stop
        <Keycap>E</Keycap>
      </Button>
    </div>
  )
}
