import { Lock, LockOpen } from 'lucide-react'
import styles from './queue.module.css'

export type LockButtonProps = { readonly locked: boolean; readonly onSwitch: () => void }

/** The next song stays where it is, whatever is approved or moved, until this is pressed. */
export function LockButton({ locked, onSwitch }: LockButtonProps) {
  const Icon = locked ? Lock : LockOpen
  return (
    <button
      type="button"
      className={styles.lock}
      data-locked={locked}
      aria-label={locked ? 'Locked, comes next' : 'Unlocked, comes next'}
      title={locked ? 'Locked: press to move it (O)' : 'Free to move; press to lock it (O)'}
      onClick={onSwitch}
    >
      <Icon size={16} aria-hidden="true" />
    </button>
  )
}
