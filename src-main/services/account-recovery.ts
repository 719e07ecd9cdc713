import { accountCodesIn } from '../../db/account-codes.ts'
import type { Database } from '../../db/open-database.ts'
import { usersIn } from '../../db/users.ts'
import { mailedCodeMinutes, resetLetter, verificationLetter } from '../core/mail.ts'
import { readRecoveryCode } from '../core/recovery-code.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { User } from '../core/user.ts'
import type { Mail } from './mail.ts'
import type { Passwords } from './passwords.ts'
import type { Clock, Log, RandomToken } from './ports.ts'
import { makeRecoveryCodes } from './recovery-codes.ts'
import type { Sessions } from './sessions.ts'
import { sha256 } from './sha256.ts'
import type { Throttle } from './throttle.ts'

type Deps = {
  readonly database: Database
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly throttle: Throttle
  readonly mail: Mail
  readonly randomToken: RandomToken
  readonly clock: Clock
  readonly log: Log
}

export type AccountRecovery = ReturnType<typeof createAccountRecovery>

/** 256 bits. */
const mailedCodeBytes = 32
const mailedCodeMs = mailedCodeMinutes * 60_000

const system = { role: 'system' } as const

/** Ways back in: an address that is verified, a code that was mailed or printed. */
export function createAccountRecovery(deps: Deps) {
  const { database, passwords, sessions, throttle, mail, randomToken, clock, log } = deps

  async function mailReset(username: string): Promise<void> {
    const user = await database.withTenant(system, (tx) => usersIn(tx).byUsername(username))
    if (!user?.email || !user.emailVerified || user.disabledAt !== null) return
    const code = randomToken(mailedCodeBytes)
    await database.withTenant(system, (tx) =>
      accountCodesIn(tx).setReset(user.id, sha256(code), clock() + mailedCodeMs),
    )
    await mail.send(user.email, resetLetter(user.username, code))
  }

  async function replaceCodes(userId: string): Promise<{ recoveryCodes: string[] }> {
    const { printed, hashes } = makeRecoveryCodes(randomToken)
    await database.withTenant(system, (tx) => accountCodesIn(tx).replaceRecoveryCodes(userId, hashes))
    await sessions.refresh()
    return { recoveryCodes: printed }
  }

  /** Uses up the code and sets the password in one: neither happens without the other. */
  async function judgeReset(username: string, typed: string, password: string): Promise<Result<User>> {
    const hash = sha256(readRecoveryCode(typed) ?? typed)
    // Made for a wrong code too, so that the answer takes as long.
    const passwordHash = await passwords.hash(password)
    return database.withTenant(system, async (tx): Promise<Result<User>> => {
      const codes = accountCodesIn(tx)
      const user = await codes.holderOf(username, hash, clock())
      if (user && user.disabledAt !== null) return refuse('account-disabled')
      if (!user || !(await codes.use(user.id, hash))) return refuse('wrong-code')
      await usersIn(tx).setPassword(user.id, passwordHash)
      return done(user)
    })
  }

  return {
    /** Mails a code that shows that the address is the account's. */
    async sendVerification({ id, username }: User): Promise<Result<null>> {
      if (!mail.isOn()) return refuse('mail-off')
      // As it is now: what the caller holds may be older than the address.
      const user = await database.withTenant(system, (tx) => usersIn(tx).byId(id))
      if (!user?.email) return refuse('no-email')
      const code = randomToken(mailedCodeBytes)
      await database.withTenant(system, (tx) =>
        accountCodesIn(tx).setVerification(id, sha256(code), clock() + mailedCodeMs),
      )
      return mail.send(user.email, verificationLetter(username, code))
    },

    verifyEmail: (user: User, code: string) =>
      throttle.attempt(user.username, async (): Promise<Result<null>> => {
        const right = await database.withTenant(system, (tx) =>
          accountCodesIn(tx).verifyEmail(user.id, sha256(code), clock()),
        )
        if (!right) return refuse('wrong-code')
        await sessions.refresh()
        return done()
      }),

    /** Answers before anything is looked up: alike, and as fast, whoever asks for whom. */
    async requestReset(username: string): Promise<Result<null>> {
      if (!mail.isOn()) return refuse('mail-off')
      // By itself: asking for mails must not keep anybody from signing in.
      const slow = throttle.charge(`mail to ${username}`)
      if (slow) return slow
      mailReset(username).catch((error) => log.warn('A code could not be mailed', { error }))
      return done()
    },

    /** A new password by a code that was mailed or printed. Ends every session of the account and signs in here. */
    async reset(username: string, code: string, password: string): Promise<Result<null>> {
      const usable = await passwords.check(password, username)
      if (!usable.ok) return usable
      const outcome = await throttle.attempt(username, () => judgeReset(username, code, password))
      return outcome.ok ? sessions.enter(outcome.value) : outcome
    },

    /** New printed codes; the ones before are void. */
    replaceCodes,
  }
}
