import { accountCodesIn } from '../../db/account-codes.ts'
import type { Database } from '../../db/open-database.ts'
import { usersIn } from '../../db/users.ts'
import { done, type Result, refuse } from '../core/result.ts'
import { endOfSession, type SessionEnd } from '../core/session-end.ts'
import type { User } from '../core/user.ts'
import { createTurns } from './in-turn.ts'
import type { Clock, Keychain, Log, RandomToken, SessionClaims, SessionTokens } from './ports.ts'
import type { Session } from './session.ts'
import type { SpotifyTokens } from './spotify-tokens.ts'

type Deps = {
  readonly database: Database
  readonly keychain: Keychain
  readonly tokens: SessionTokens
  readonly session: Session
  readonly spotifyTokens: SpotifyTokens
  readonly randomToken: RandomToken
  readonly clock: Clock
  /** What this computer is called, for who is signed out because of it. */
  readonly computer: string
  readonly log: Log
}

export type Sessions = ReturnType<typeof createSessions>

const sessionItem = 'session'
const sidBytes = 16
const sessionMs = 30 * 86_400_000

const system = { role: 'system' } as const

/**
 * The one session that an account has, over all consoles of a database: it begins and ends here. None of this
 * touches a night or its guests.
 */
export function createSessions(deps: Deps) {
  const { database, keychain, tokens, session, spotifyTokens, randomToken, clock, computer, log } = deps
  // What is heard while somebody signs in is looked at afterwards: of two at once the later one stays.
  const inTurn = createTurns()
  let token: string | null = null

  async function readUsers(): Promise<readonly User[]> {
    const users = await database.withTenant(system, (tx) => usersIn(tx).list())
    session.setUsernames(users.filter((user) => user.claimed).map((user) => user.username))
    return users
  }

  async function show(user: User, claims: SessionClaims): Promise<void> {
    const recoveryCodes = await database.withTenant(system, (tx) =>
      accountCodesIn(tx).countRecoveryCodes(user.id),
    )
    session.set({ user, claims, recoveryCodes })
  }

  async function begin(user: User): Promise<Result<null>> {
    const sid = randomToken(sidBytes)
    const active = await database.withTenant(system, (tx) =>
      usersIn(tx).setActiveSession(user.id, { sid, computer }),
    )
    if (!active) return refuse('account-disabled')
    const now = clock()
    const claims = { userId: user.id, sid, expiresAt: now + sessionMs }
    token = await tokens.issue(claims, now)
    await keychain.set(sessionItem, token)
    await readUsers()
    await show(active, claims)
    void spotifyTokens.takeOver(user.id)
    return done()
  }

  /** Another program of this machine's user may have signed in since: its token is not ours to remove. */
  async function forget(end: SessionEnd | null): Promise<void> {
    const held = token
    token = null
    session.clear(end)
    if (held !== null && (await keychain.get(sessionItem)) === held) await keychain.remove(sessionItem)
  }

  /** Goes on with the stored session; true when it did. */
  async function goOn(users: readonly User[]): Promise<boolean> {
    token = await keychain.get(sessionItem)
    if (token === null) return false
    const claims = await tokens.read(token, clock())
    const owner = users.find((user) => user.id === claims?.userId)
    const end = claims && endOfSession(owner, claims.sid)
    if (!owner || !claims || end) {
      log.info('The stored session is over', { reason: end?.reason ?? 'expired or not ours' })
      await forget(end)
      return false
    }
    await show(owner, claims)
    void spotifyTokens.takeOver(owner.id)
    return true
  }

  return {
    /** Signs in; whoever was signed in to this account elsewhere is not any more. */
    enter: (user: User) => inTurn(() => begin(user)),

    /** At start: goes on with the stored session, or with the one account that has no password yet. */
    resume: () =>
      inTurn(async () => {
        const users = await readUsers()
        if (await goOn(users)) return
        const [only, ...others] = users
        if (only && !only.claimed && others.length === 0) await begin(only)
      }),

    /** Ends this console's session. */
    leave: () =>
      inTurn(async () => {
        const signedIn = session.signedIn()
        if (!signedIn) return
        const { user, claims } = signedIn
        await database.withTenant(system, (tx) => usersIn(tx).endSession(user.id, claims.sid))
        await readUsers()
        await forget(null)
      }),

    /** Reads the accounts anew and sees whether this console's session still is the one. */
    refresh: () =>
      inTurn(async () => {
        const users = await readUsers()
        const signedIn = session.signedIn()
        if (!signedIn) return
        const { claims } = signedIn
        const user = users.find(({ id }) => id === claims.userId)
        const end = endOfSession(user, claims.sid)
        if (user && !end) await show(user, claims)
        else await forget(end)
      }),

    /** Who may work here now; see `Session.check`. */
    check: (): Result<User> => session.check(clock()),
  }
}
