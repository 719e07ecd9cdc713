import { Ban, UserRoundCheck, UserRoundX } from 'lucide-react'
import type { GuestSummary } from '../../../src-main/contract/guest-commands.ts'
import { namelessGuest } from '../../../src-main/core/guest.ts'
import { formatClock, plural } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './guests.module.css'

export type GuestRowProps = {
  readonly guest: GuestSummary
  /** A block also declines what they wait for. */
  readonly hideRequests: boolean
  readonly onChanged: () => Promise<void>
}

export function GuestRow({ guest, hideRequests, onChanged }: GuestRowProps) {
  const { blockGuest, unblockGuest, takeName } = useActions()
  const { nickname, joinedAt, blockedAt } = guest
  const blocked = blockedAt !== null

  async function change(work: Promise<void>): Promise<void> {
    await work
    await onChanged()
  }

  return (
    <article className={styles.row} aria-label={nickname} data-blocked={blocked}>
      <div className={styles.words}>
        <h3 className={styles.name}>
          <bdi>{nickname}</bdi>
          {blocked && <span className={styles.tag}>blocked</span>}
        </h3>
        <p className={styles.facts}>{factsOf(guest).join(' · ')}</p>
        <p className={styles.facts}>
          Joined {formatClock(joinedAt)}
          {blockedAt !== null && `, blocked ${formatClock(blockedAt)}`}
        </p>
      </div>
      <div className={styles.actions}>
        <Button
          look={blocked ? 'plain' : 'danger'}
          aria-label={`${blocked ? 'Unblock' : 'Block'} ${nickname}`}
          onClick={() => change(blocked ? unblockGuest(guest) : blockGuest(guest, hideRequests))}
        >
          {blocked ? <UserRoundCheck size={16} aria-hidden="true" /> : <Ban size={16} aria-hidden="true" />}
          {blocked ? 'Unblock' : 'Block'}
        </Button>
        {nickname !== namelessGuest && (
          <Button
            look="quiet"
            aria-label={`Take the name away: ${nickname}`}
            title={`Shown as “${namelessGuest}” from then on`}
            onClick={() => change(takeName(guest))}
          >
            <UserRoundX size={16} aria-hidden="true" />
            Take the name away
          </Button>
        )}
      </div>
    </article>
  )
}

/** What they asked for, by what became of it. */
function factsOf({ requests, votes }: GuestSummary): readonly string[] {
  const { pending, approved, played, rejected } = requests
  const all = pending + approved + played + rejected
  const facts = [
    pending > 0 && `${pending} waiting`,
    approved > 0 && `${approved} up next`,
    played > 0 && `${played} played`,
    rejected > 0 && `${rejected} declined`,
    votes > 0 && `+1 for ${plural(votes, 'song')}`,
  ].filter((fact) => fact !== false)
  return all === 0 ? ['No requests', ...facts] : facts
}
