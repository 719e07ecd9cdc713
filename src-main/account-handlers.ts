import type { accountCommands } from './contract/account-commands.ts'
import type { Handlers } from './contract/command.ts'
import { done, type Result } from './core/result.ts'
import { quietly } from './dispatch.ts'
import { createGate } from './gate.ts'
import type { Services } from './services.ts'

/** What the console may ask about accounts. Who is not signed in can only change that. */
export function accountHandlers(services: Services): Handlers<typeof accountCommands> {
  const { accounts, imported, mail, nights, ownAccount, recovery, session, sessions, signIn, users } =
    services
  const { signedIn, superadmin } = createGate(sessions)

  /** Whoever came in goes on with their night. */
  async function withNight<T>(entering: Promise<Result<T>>): Promise<Result<T>> {
    const outcome = await entering
    const user = session.user()
    if (outcome.ok && user) await nights.resume(user.id)
    return outcome
  }

  return {
    'account.create': (account) => withNight(accounts.create(account)),
    'account.signUp': (account) => withNight(accounts.signUp(account)),
    'account.skip': () => withNight(accounts.skip()),
    'account.signIn': ({ username, password }) => withNight(signIn.signIn(username, password)),
    'account.signOut': () => quietly(sessions.leave()),
    'account.changePassword': signedIn(({ password, next }, user) =>
      ownAccount.changePassword(user, password, next),
    ),
    'account.changeEmail': signedIn(({ password, email }, user) =>
      ownAccount.changeEmail(user, password, email),
    ),
    'account.sendVerification': signedIn((_, user) => recovery.sendVerification(user)),
    'account.verifyEmail': signedIn(({ code }, user) => recovery.verifyEmail(user, code)),
    'account.requestReset': ({ username }) => recovery.requestReset(username),
    'account.reset': ({ username, code, password }) => withNight(recovery.reset(username, code, password)),
    'account.newRecoveryCodes': signedIn(({ password }, user) => ownAccount.newRecoveryCodes(user, password)),

    'users.list': superadmin(async () => done({ users: await users.list() })),
    'users.setRole': superadmin(({ id, role }, user) => users.setRole(user, id, role)),
    'users.setDisabled': superadmin(({ id, disabled }, user) => users.setDisabled(user, id, disabled)),
    'users.endSession': superadmin(({ id }, user) => users.endSession(user, id)),
    'imported.assign': superadmin(({ userId, ...span }, user) => imported.assign(user, span, userId)),

    'mail.get': superadmin(async () => done({ server: await mail.read() })),
    'mail.save': superadmin(({ server, password }) => mail.save(server, password)),
    'mail.remove': superadmin(() => mail.remove()),
  }
}
