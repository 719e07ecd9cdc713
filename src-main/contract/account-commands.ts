import { z } from 'zod'
import { mailSecurities } from '../core/mail.ts'
import { userRoles } from '../core/user.ts'
import { type Command, command } from './command.ts'
import { limits } from './limits.ts'
import { noInput, nothing, time, uuid } from './shapes.ts'

/** Accounts: one's own, and for a superadmin those of others. */

const username = z.string().trim().toLowerCase().min(1).max(limits.username)
const password = z.string().max(limits.passwordInput)
const email = z.email().max(limits.email)
/** What was mailed or printed, as it was typed or pasted. */
const secretCode = z.string().trim().min(1).max(limits.secretCode)

const credentials = z.strictObject({ username, password, email: email.nullable().default(null) })

/** Each good for one reset of the password; shown this once. Empty where a reset by e-mail is possible. */
const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })

/** The DJ's own SMTP server; its password is in the keychain and is never shown again. */
const mailServer = z.strictObject({
  host: z.string().trim().min(1).max(limits.hostName),
  port: z.int().min(1).max(65535),
  security: z.enum(mailSecurities),
  user: z.string().trim().max(limits.email),
  from: email,
})

const account = z.object({
  id: z.string(),
  username: z.string(),
  email: z.string().nullable(),
  emailVerified: z.boolean(),
  role: z.enum(userRoles),
  claimed: z.boolean(),
  disabledAt: time.nullable(),
  /** Where and since when somebody is signed in. */
  session: z.object({ name: z.string().nullable(), since: time.nullable() }).nullable(),
  createdAt: time,
  events: z.number(),
  requests: z.number(),
  lastEventAt: time.nullable(),
})

export const accountCommands = {
  /** Makes the first account of this database, or gives the unclaimed one its name and password; signs in. */
  'account.create': command(credentials, recoveryCodes),
  /** Makes a further account and signs in with it. */
  'account.signUp': command(credentials, recoveryCodes),
  /** Goes on without a password; the account can be claimed later by `account.create`. */
  'account.skip': command(noInput, nothing),
  /** Ends the session that this account has elsewhere, never its night. */
  'account.signIn': command(z.strictObject({ username, password }), nothing),
  /** Ends this console's session; the night and the guests go on untouched. */
  'account.signOut': command(noInput, nothing),
  'account.changePassword': command(z.strictObject({ password, next: password }), nothing),
  /** An address counts once it is verified; `null` takes it away. */
  'account.changeEmail': command(z.strictObject({ password, email: email.nullable() }), nothing),
  /** Mails a code to the account's address. */
  'account.sendVerification': command(noInput, nothing),
  'account.verifyEmail': command(z.strictObject({ code: secretCode }), nothing),
  /** Mails a code, if there is such an account with a verified address; answers alike in any case. */
  'account.requestReset': command(z.strictObject({ username }), nothing),
  /** `code`: the mailed one or a printed recovery code. Signs in. */
  'account.reset': command(z.strictObject({ username, code: secretCode, password }), nothing),
  /** New codes to print; the ones before are void. */
  'account.newRecoveryCodes': command(z.strictObject({ password }), recoveryCodes),

  /** For superadmins: all accounts of this database, with counts and nothing of what they hold. */
  'users.list': command(noInput, z.object({ users: z.array(account) })),
  'users.setRole': command(z.strictObject({ id: uuid, role: z.enum(userRoles) }), nothing),
  /** Nobody can sign in to a disabled account; its nights stay. */
  'users.setDisabled': command(z.strictObject({ id: uuid, disabled: z.boolean() }), nothing),
  'users.endSession': command(z.strictObject({ id: uuid }), nothing),
  /**
   * For superadmins: gives requests that were imported into an own night to another DJ, into their ended night
   * "Imported requests". `since` (from then on) and `until` (before then): epoch milliseconds, `null`: all.
   */
  'imported.assign': command(
    z.strictObject({ eventId: uuid, userId: uuid, since: time.nullable(), until: time.nullable() }),
    z.object({ moved: z.number() }),
  ),

  /** `null`: none is set up on this computer. */
  'mail.get': command(noInput, z.object({ server: mailServer.nullable() })),
  /** Tries it before it is kept. `password` `null`: the one that is kept. */
  'mail.save': command(z.strictObject({ server: mailServer, password: password.nullable() }), nothing),
  'mail.remove': command(noInput, nothing),
} as const satisfies Record<string, Command>

export type MailServer = z.output<typeof mailServer>
export type AccountSummary = z.output<typeof account>
