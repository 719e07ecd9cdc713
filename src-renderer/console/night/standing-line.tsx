import { useNow } from '../../shared/use-now.ts'
import { useNight } from '../state/context.tsx'
import styles from './queue.module.css'
import { RuleMark } from './rule-mark.tsx'
import { standingWords } from './standing-words.ts'
import type { Standing } from './use-standing.ts'

/** Over the fields of an entry: who asks for the song already, where that stands, and what the rules say. */
export function StandingLine({ request, rule }: Standing) {
  const now = useNow(20_000)
  const id = request?.id
  const place = useNight((night) => night.queue.findIndex((song) => song.id === id)) + 1
  return (
    <div role="status" className={styles.standing} data-open={request !== null || rule !== null}>
      {request !== null && <p>{standingWords(request, place, now)}</p>}
      {rule !== null && (
        <p>
          <RuleMark rule={rule} now={now} />
        </p>
      )}
    </div>
  )
}
