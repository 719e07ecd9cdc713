import type { Database } from '../../db/open-database.ts'
import { usersIn } from '../../db/users.ts'
import { type Result, refuse } from '../core/result.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'
import type { Throttle } from './throttle.ts'

type Deps = {
  readonly database: Database
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly throttle: Throttle
}

const system = { role: 'system' } as const

/** Showing by a password who one is. */
export function createSignIn({ database, passwords, sessions, throttle }: Deps) {
  async function judge(username: string, password: string): Promise<Result<null>> {
    const found = await database.withTenant(system, (tx) => usersIn(tx).credentialsOf(username))
    const hash = found?.passwordHash ?? null
    const right = await passwords.isRight(password, hash)
    // Made for a wrong password too: an old hash must not show itself by a quicker answer.
    const renewed = hash === null ? null : await passwords.renew(password, hash)
    if (!found || !right) return refuse('wrong-password')
    if (found.user.disabledAt !== null) return refuse('account-disabled')
    if (renewed !== null)
      await database.withTenant(system, (tx) => usersIn(tx).setPassword(found.user.id, renewed))
    return sessions.enter(found.user)
  }

  return {
    /** The same answer after the same time whether the name or the password is wrong. */
    signIn: (username: string, password: string) =>
      throttle.attempt(username, () => judge(username, password)),
  }
}
