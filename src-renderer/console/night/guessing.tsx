import { RefreshCw, TriangleAlert } from 'lucide-react'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { pinWords } from '../words.ts'
import styles from './header.module.css'

/** While somebody guesses the PIN: what it means, and the button that ends it. */
export function Guessing() {
  const { rotatePin } = useActions()
  const door = useNight((night) => night.door)
  if (!door.guessing) return null
  return (
    <div role="alert" className={styles.guessing}>
      <TriangleAlert size={18} aria-hidden="true" />
      <p>{pinWords(door)}</p>
      <Button onClick={() => rotatePin()}>
        <RefreshCw size={16} aria-hidden="true" />
        New PIN
      </Button>
    </div>
  )
}
