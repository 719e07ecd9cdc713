import styles from './join-words.module.css'
import type { Asking, Join } from './screen.ts'
import { words } from './words.ts'

const titles: Readonly<Record<Asking, string>> = {
  open: words.joinTitle,
  soon: words.standby,
  paused: words.paused,
  closed: words.closed,
}

const hints: Readonly<Record<Asking, string>> = {
  open: words.scan,
  soon: words.scanToLook,
  paused: words.pausedSteps,
  closed: words.closedSteps,
}

export type JoinWordsProps = { readonly asking: Asking; readonly join: Join | null }

/** How to ask for a song, in words: what to do, the address, the PIN. */
export function JoinWords({ asking, join }: JoinWordsProps) {
  return (
    <div className={styles.words}>
      <h2 className={styles.title} data-asking={asking}>
        {titles[asking]}
      </h2>
      <p className={styles.hint}>{hints[asking]}</p>
      {join && <JoinBy join={join} />}
    </div>
  )
}

/** The way in for a phone without a camera. */
export function JoinBy({ join }: { readonly join: Join }) {
  const [host = '', port] = join.address.split(/(?=:\d+$)/)
  return (
    <p className={styles.by}>
      <span>
        {words.orOpen}{' '}
        <strong className={styles.address}>
          {host}
          {/* If it has to be in two lines, then here. */}
          <wbr />
          {port}
        </strong>
      </span>
      <span className={styles.pin}>
        {join.isCode ? words.code : words.pin} <strong className={styles.digits}>{join.pin}</strong>
      </span>
    </p>
  )
}
