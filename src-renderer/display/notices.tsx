import { useEffect, useState } from 'react'
import type { ShownNotice } from '../../src-main/contract/guest-api.ts'
import { isLongNotice } from '../shared/long-notice.ts'
import styles from './notices.module.css'
import { words } from './words.ts'

/** Milliseconds that each of several stands before the next one takes its turn. */
export const turnMs = 6000

/** What the DJ tells the room: a band that takes its own place on the page. Several take turns. */
export function Notices({ notices }: { readonly notices: readonly ShownNotice[] }) {
  const shown = useTurn(notices)
  return (
    <section className={styles.band} aria-label={words.notice}>
      {/* All lie in one place, so that the page below keeps still while they change. */}
      {notices.map(({ id, text }) => (
        <p key={id} className={styles.text} data-shown={id === shown} data-long={isLongNotice(text)}>
          <bdi>{text}</bdi>
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

/** The id of the one whose turn it is. A new one has it at once: it was sent for now. */
function useTurn(notices: readonly ShownNotice[]): string | undefined {
  const ids = notices.map(({ id }) => id)
  const list = ids.join()
  const newest = ids.at(-1)
  const [turn, setTurn] = useState(newest)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list stands for its ids
  useEffect(() => {
    const next = () => setTurn((id) => ids[(ids.indexOf(id ?? '') + 1) % ids.length])
    const timer = setInterval(next, turnMs)
    return () => clearInterval(timer)
  }, [list])
  useEffect(() => setTurn(newest), [newest])
  // The one that had its turn may have ended a moment ago.
  return turn !== undefined && ids.includes(turn) ? turn : newest
}
