import type { AccountSummary } from '../../../src-main/contract/account-commands.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { formatDate, formatDay, plural } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Problem } from '../ui/field.tsx'
import styles from './people.module.css'
import { RoleMenu } from './role-menu.tsx'

export type PersonCardProps = {
  readonly person: AccountSummary
  /** Who looks: nobody closes the account that is in use here. */
  readonly own: boolean
  readonly onChanged: () => Promise<void>
}

export function PersonCard({ person, own, onChanged }: PersonCardProps) {
  const { ask } = useActions()
  const asking = useAsking()
  const { id, username, disabledAt, session } = person
  const closed = disabledAt !== null

  async function change(work: () => Promise<Result<null>>): Promise<void> {
    await asking.run(work)
    await onChanged()
  }

  return (
    <article className={styles.card} aria-label={username} data-closed={closed} aria-busy={asking.busy}>
      <div className={styles.head}>
        <h3 className={styles.name}>{username}</h3>
        {own && <span className={styles.tag}>you</span>}
        {!person.claimed && <span className={styles.tag}>no password yet</span>}
        {closed && <span className={styles.closed}>closed</span>}
        <RoleMenu
          username={username}
          role={person.role}
          onChange={(role) => change(() => ask('users.setRole', { id, role }))}
        />
      </div>
      <Facts person={person} />
      {asking.problem !== null && <Problem>{asking.problem}</Problem>}
      {!own && (
        <div className={styles.actions}>
          {session !== null && (
            <AskButton
              asking={asking}
              aria-label={`End the session of ${username}`}
              onClick={() => change(() => ask('users.endSession', { id }))}
            >
              End the session
            </AskButton>
          )}
          <AskButton
            asking={asking}
            look={closed ? 'plain' : 'quiet'}
            aria-label={closed ? `Open the account of ${username}` : `Close the account of ${username}`}
            onClick={() => change(() => ask('users.setDisabled', { id, disabled: !closed }))}
          >
            {closed ? 'Open the account' : 'Close the account'}
          </AskButton>
        </div>
      )}
    </article>
  )
}

function Facts({ person }: { readonly person: AccountSummary }) {
  const { disabledAt, session, events, requests, lastEventAt } = person
  return (
    <ul className={styles.facts}>
      <li>{emailWords(person)}</li>
      {disabledAt !== null && <li>Closed since {formatDate(disabledAt)}. Their nights stay.</li>}
      {disabledAt === null && <li>{sessionWords(session)}</li>}
      <li>
        {plural(events, 'night')} · {plural(requests, 'request')}
        {lastEventAt !== null && ` · last on ${formatDate(lastEventAt)}`}
      </li>
    </ul>
  )
}

function emailWords({ email, emailVerified }: AccountSummary): string {
  if (email === null) return 'No e-mail'
  return emailVerified ? email : `${email} · not confirmed`
}

function sessionWords(session: AccountSummary['session']): string {
  if (session === null) return 'Not signed in'
  const where = session.name === null ? '' : ` on ${session.name}`
  const since = session.since === null ? '' : ` since ${formatDay(session.since)}`
  return `Signed in${where}${since}`
}
