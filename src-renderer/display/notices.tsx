import type { ShownNotice } from '../../src-main/contract/guest-api.ts'
import { isLongNotice } from '../shared/long-notice.ts'
import styles from './notices.module.css'
import { type TurnTimes, useTurns } from './turns.ts'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

/** Of each of several, before the next one takes its turn; a long one is read longer. */
export const turnTimes: TurnTimes = { turnMs: 6000, leastMs: 3000 }
const longTimes: TurnTimes = { turnMs: 9000, leastMs: 5000 }

/** What the DJ tells the room: a band that takes its own place on the page. Several take turns. */
export function Notices({ notices }: { readonly notices: readonly ShownNotice[] }) {
  const texts = new Map(notices.map(({ id, text }) => [id, text]))
  const shown = useTurns([...texts.keys()], (id) =>
    isLongNotice(texts.get(id) ?? '') ? longTimes : turnTimes,
  )
  return (
    <section className={styles.band} aria-label={words.notice}>
      {/* All lie in one place, so that the page below keeps still while they change. */}
      {notices.map(({ id, text }) => (
        <p
          key={id}
          className={styles.text}
          data-shown={id === shown}
          data-long={isLongNotice(text)}
          {...writingOf(text)}
        >
          {text}
        </p>
      ))}
      {notices.length > 1 && (
        <p className={styles.dots} aria-hidden="true">
          {notices.map(({ id }) => (
            <i key={id} data-shown={id === shown} />
          ))}
        </p>
      )}
    </section>
  )
}
