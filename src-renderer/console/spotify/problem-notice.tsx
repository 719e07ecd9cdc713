import { TriangleAlert } from 'lucide-react'
import type { WayOut } from '../../../src-main/core/spotify/choices.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './spotify.module.css'
import { type ShownProblem, wayOutWords } from './words.ts'

export type ProblemNoticeProps = {
  readonly problem: ShownProblem
  /** Leads to the list of devices. */
  readonly onChooseDevice: () => void
}

/** What is wrong with Spotify, and the one button that helps. */
export function ProblemNotice({ problem, onChooseDevice }: ProblemNoticeProps) {
  return (
    <div role="status" className={styles.problem}>
      <TriangleAlert size={18} aria-hidden="true" />
      <div className={styles.problemWords}>
        <p>{problem.words}</p>
        <WayOutButton wayOut={problem.wayOut} onChooseDevice={onChooseDevice} />
      </div>
    </div>
  )
}

export type WayOutButtonProps = { readonly wayOut: WayOut; readonly onChooseDevice: () => void }

/** Nothing where only waiting helps. */
export function WayOutButton({ wayOut, onChooseDevice }: WayOutButtonProps) {
  const { send, reconnectSpotify } = useActions()
  const words = wayOutWords[wayOut]
  if (words === null) return null

  function leadOut(): void {
    if (wayOut === 'connect') void reconnectSpotify()
    if (wayOut === 'try-again') void send('spotify.retry', {})
    if (wayOut === 'choose-device') onChooseDevice()
  }

  return <Button onClick={leadOut}>{words}</Button>
}
