import { auditIn } from '../../db/audit.ts'
import type { Database } from '../../db/open-database.ts'
import type { Tx } from '../../db/tenant.ts'
import { userAdminIn } from '../../db/user-admin.ts'
import { usersIn } from '../../db/users.ts'
import type { AccountSummary } from '../contract/account-commands.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { User, UserRole } from '../core/user.ts'
import type { Clock } from './ports.ts'
import type { Sessions } from './sessions.ts'

type Deps = { readonly database: Database; readonly sessions: Sessions; readonly clock: Clock }

const system = { role: 'system' } as const
const nothingYet = { events: 0, requests: 0, lastEventAt: null }

/** What a superadmin sees and does of the accounts of others: counts, never contents. Every change is audited. */
export function createUsers({ database, sessions, clock }: Deps) {
  /** One change to an account, one at a time over all consoles; `actor` is looked at again, under the lock. */
  async function change(
    actor: User,
    id: string,
    work: (tx: Tx, held: User) => Promise<Result<null>>,
  ): Promise<Result<null>> {
    const outcome = await database.withTenant(system, async (tx): Promise<Result<null>> => {
      const users = usersIn(tx)
      await users.lock()
      const [acting, held] = [await users.byId(actor.id), await users.byId(id)]
      if (acting?.role !== 'superadmin' || acting.disabledAt !== null) return refuse('not-superadmin')
      return held ? work(tx, held) : refuse('not-found')
    })
    // One's own announcements aren't heard.
    if (outcome.ok) await sessions.refresh()
    return outcome
  }

  async function isLastSuperadmin(tx: Tx, { id, role }: User): Promise<boolean> {
    return role === 'superadmin' && (await userAdminIn(tx).otherSuperadmins(id)) === 0
  }

  function entry(actor: User, held: User) {
    return { userId: held.id, eventId: null, actor: actor.id, subject: 'users', subjectId: held.id } as const
  }

  return {
    /** Oldest first. */
    async list(): Promise<AccountSummary[]> {
      return database.withTenant(system, async (tx) => {
        const users = await usersIn(tx).list()
        const counts = await userAdminIn(tx).counts()
        return users.map((user) => summary(user, counts.get(user.id) ?? nothingYet))
      })
    },

    setRole: (actor: User, id: string, role: UserRole) =>
      change(actor, id, async (tx, held) => {
        if (held.role === role) return done()
        if (await isLastSuperadmin(tx, held)) return refuse('last-superadmin')
        await userAdminIn(tx).setRole(id, role)
        await auditIn(tx).write({
          ...entry(actor, held),
          action: 'role',
          before: { role: held.role },
          after: { role },
        })
        return done()
      }),

    /** Closes an account, which ends its session at once, or opens it again. Its nights stay in either case. */
    setDisabled: (actor: User, id: string, disabled: boolean) =>
      change(actor, id, async (tx, held) => {
        if ((held.disabledAt !== null) === disabled) return done()
        if (disabled && (await isLastSuperadmin(tx, held))) return refuse('last-superadmin')
        const at = disabled ? clock() : null
        await userAdminIn(tx).setDisabled(id, at)
        await auditIn(tx).write({
          ...entry(actor, held),
          action: disabled ? 'disable' : 'enable',
          before: { disabledAt: held.disabledAt },
          after: { disabledAt: at },
        })
        return done()
      }),

    endSession: (actor: User, id: string) =>
      change(actor, id, async (tx, held) => {
        if (held.activeSession === null) return done()
        await usersIn(tx).endSession(id, null)
        await auditIn(tx).write({
          ...entry(actor, held),
          action: 'end-session',
          before: { computer: held.activeSessionName, since: held.activeSessionCreatedAt },
          after: null,
        })
        return done()
      }),
  }
}

function summary(
  user: User,
  counts: Pick<AccountSummary, 'events' | 'requests' | 'lastEventAt'>,
): AccountSummary {
  const { activeSession, activeSessionName: name, activeSessionCreatedAt: since, ...shown } = user
  return { ...shown, ...counts, session: activeSession === null ? null : { name, since } }
}
