import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { djName } from '../../../src-main/core/request.ts'
import { formatAge, formatNames } from '../../shared/format.ts'
import { useNow } from '../../shared/use-now.ts'
import { useNight } from '../state/context.tsx'
import { whereItStands } from '../words.ts'
import styles from './queue.module.css'
import { RuleMark } from './rule-mark.tsx'
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

/** `place` counts from 1; 0: it does not wait up next. */
function standingWords(request: ConsoleRequest, place: number, now: number): string {
  const { status, playedAt, rejectedAt, rejectReason, createdAt, nickname, voters } = request
  const who = formatNames(nickname === djName || nickname === '' ? 'you' : nickname, voters)
  const ago = (time: number | null) => {
    const age = formatAge(time ?? createdAt, now)
    return age === 'now' ? 'just now' : `${age} ago`
  }
  switch (status) {
    case 'played':
      return `Played ${ago(playedAt)}, asked for by ${who}.`
    case 'rejected':
      return `Declined ${ago(rejectedAt)}${rejectReason ? ` (“${rejectReason}”)` : ''}, asked for by ${who}.`
    default:
      return `Asked for already by ${who}, ${ago(createdAt)}: it ${place > 0 ? `is number ${place} up next` : whereItStands(request)}.`
  }
}
