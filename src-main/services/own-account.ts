import type { Database } from '../../db/open-database.ts'
import { localEmail, usersIn } from '../../db/users.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { User } from '../core/user.ts'
import type { AccountRecovery } from './account-recovery.ts'
import type { Mail } from './mail.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { Throttle } from './throttle.ts'

type Deps = {
  readonly database: Database
  readonly passwords: Passwords
  readonly recovery: AccountRecovery
  readonly mail: Mail
  readonly sessions: Sessions
  readonly throttle: Throttle
}

const system = { role: 'system' } as const

/** What somebody who is signed in changes about their account; each asks for the present password. */
export function createOwnAccount({ database, passwords, recovery, mail, sessions, throttle }: Deps) {
  function withPassword<T>(
    { username }: User,
    password: string,
    work: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return throttle.attempt(username, async () => {
      const found = await database.withTenant(system, (tx) => usersIn(tx).credentialsOf(username))
      const right = await passwords.isRight(password, found?.passwordHash ?? null)
      return right ? work() : refuse('wrong-password')
    })
  }

  async function setEmail(user: User, email: string | null): Promise<Result<null>> {
    const changed = await database.withTenant(system, async (tx): Promise<Result<null>> => {
      const users = usersIn(tx)
      await users.lock()
      if (email !== null && (await users.hasEmail(email, user.id))) return refuse('email-taken')
      await users.setEmail(user.id, email ?? localEmail(user.username))
      return done()
    })
    if (changed.ok) await sessions.refresh()
    return changed
  }

  return {
    async changePassword(user: User, password: string, next: string): Promise<Result<null>> {
      const usable = await passwords.check(next, user.username)
      if (!usable.ok) return usable
      return withPassword(user, password, async () => {
        const hash = await passwords.hash(next)
        await database.withTenant(system, (tx) => usersIn(tx).setPassword(user.id, hash))
        return done()
      })
    },

    /** The new address has to be verified; the code is mailed right away where that is possible. */
    async changeEmail(user: User, password: string, email: string | null): Promise<Result<null>> {
      const changed = await withPassword(user, password, async () =>
        email === user.email ? done() : setEmail(user, email),
      )
      // That the address changed stands whether the mail went out or not; it can be sent again.
      if (changed.ok && email !== null && email !== user.email && mail.isOn())
        await recovery.sendVerification(user)
      return changed
    },

    newRecoveryCodes: (user: User, password: string) =>
      withPassword(user, password, async () => done(await recovery.replaceCodes(user.id))),
  }
}
