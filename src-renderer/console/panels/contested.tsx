import { Button } from '../ui/button.tsx'
import styles from './panels.module.css'

export type ContestedProps = {
  readonly words: string
  readonly onKeep: () => void
  readonly onTake: () => void
}

/** Another text was saved while this one was typed. */
export function Contested({ words, onKeep, onTake }: ContestedProps) {
  return (
    <div className={styles.contested}>
      <p>{words}</p>
      <div className={styles.buttons}>
        <Button onClick={onKeep}>Keep mine</Button>
        <Button onClick={onTake}>Take theirs</Button>
      </div>
    </div>
  )
}
