import styles from './entry.module.css'
import { Mark } from './frame.tsx'

/** Calm for the second or two that it takes; says what it waits for. */
export function Starting({ step }: { readonly step: string }) {
  return (
    <main className={styles.page}>
      <div className={styles.splash}>
        <h1 className={styles.mark}>
          <Mark />
        </h1>
        <div className={styles.pulse} />
        <p role="status">{step}</p>
      </div>
    </main>
  )
}
