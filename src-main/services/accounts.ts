import { accountCodesIn } from '../../db/account-codes.ts'
import type { Database } from '../../db/open-database.ts'
import { localEmail, usersIn } from '../../db/users.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { User } from '../core/user.ts'
import type { AccountRecovery } from './account-recovery.ts'
import type { Mail } from './mail.ts'
import type { Passwords } from './passwords.ts'
import type { RandomToken } from './ports.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'

type Deps = {
  readonly database: Database
  readonly passwords: Passwords
  readonly recovery: AccountRecovery
  readonly mail: Mail
  readonly session: Session
  readonly sessions: Sessions
  readonly randomToken: RandomToken
}

/** What somebody chose for a new account. `username` in lower case; `email` `null` without one. */
export type NewAccount = {
  readonly username: string
  readonly password: string
  readonly email?: string | null
}

/** To print, shown this once; empty where the account can be got back by e-mail. */
type Made = { recoveryCodes: string[] }

/** Name of the account that a start without one makes; it is claimed later by choosing a password. */
const unclaimedName = 'dj'

const system = { role: 'system' } as const

/** Making the accounts of this database. */
export function createAccounts(deps: Deps) {
  const { database, passwords, recovery, mail, session, sessions, randomToken } = deps

  function list(): Promise<readonly User[]> {
    return database.withTenant(system, (tx) => usersIn(tx).list())
  }

  /** `first`: only where there is no account, or one that waits to be claimed. */
  async function make(account: NewAccount, first: boolean): Promise<Result<Made>> {
    const { username, password, email = null } = account
    const usable = await passwords.check(password, username)
    if (!usable.ok) return usable
    const credentials = {
      username,
      email: email ?? localEmail(username),
      passwordHash: await passwords.hash(password),
    }
    const codes = email !== null && mail.isOn() ? null : makeRecoveryCodes(randomToken)

    const made = await database.withTenant(system, async (tx): Promise<Result<User>> => {
      const users = usersIn(tx)
      await users.lock()
      const all = await users.list()
      const waiting = first || !all.some((user) => user.claimed) ? waitingIn(all) : undefined
      if (first && all.length > 0 && !waiting) return refuse('account-exists')
      if (all.some((user) => user.username === username && user.id !== waiting?.id))
        return refuse('username-taken')
      if (await users.hasEmail(credentials.email, waiting?.id ?? null)) return refuse('email-taken')
      const role = all.length === 0 ? 'superadmin' : 'user'
      const user = waiting
        ? await users.claim(waiting.id, credentials)
        : await users.create({ ...credentials, role })
      if (!user) return refuse('account-exists')
      if (codes) await accountCodesIn(tx).replaceRecoveryCodes(user.id, codes.hashes)
      return done(user)
    })
    if (!made.ok) return made

    const entered = await sessions.enter(made.value)
    if (!entered.ok) return entered
    if (codes) return done({ recoveryCodes: codes.printed })
    const sent = await recovery.sendVerification(made.value)
    // Without the mail there would be no way back in: then on paper.
    return sent.ok ? done({ recoveryCodes: [] }) : done(await recovery.replaceCodes(made.value.id))
  }

  /**
   * The account to claim: the one that is signed in here, or else the one of a headless start. Beside accounts with
   * a password nobody takes one over from outside: it may be a superadmin's.
   */
  function waitingIn(all: readonly User[]): User | undefined {
    const here = session.user()?.id
    if (here !== undefined) return all.find((user) => !user.claimed && user.id === here)
    return all.some((user) => user.claimed) ? undefined : all[0]
  }

  async function makeUnclaimed(): Promise<User> {
    return database.withTenant(system, async (tx) => {
      await usersIn(tx).lock()
      const [only] = await usersIn(tx).list()
      const email = localEmail(unclaimedName)
      const account = { username: unclaimedName, email, passwordHash: null, role: 'superadmin' } as const
      return only ?? usersIn(tx).create(account)
    })
  }

  return {
    /** Makes the first account (a superadmin), or gives the unclaimed one its name and password; signs in. */
    create: (account: NewAccount) => make(account, true),

    /** Makes a further account and signs in with it; while nobody has a password it is the first one. */
    signUp: (account: NewAccount) => make(account, false),

    /** Goes on without a password, as long as nobody has one. */
    async skip(): Promise<Result<null>> {
      const only = await makeUnclaimed()
      if (only.claimed || (await list()).length > 1) return refuse('account-exists')
      return sessions.enter(only)
    },

    /** The first account of a database that a headless start found empty; the one that is there if it is not. */
    makeUnclaimed,

    /** Oldest first. */
    list,
  }
}
