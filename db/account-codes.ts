import { and, count, eq, gt, sql } from 'drizzle-orm'
import type { User } from '../src-main/core/user.ts'
import { recoveryCodes, users } from './schema.ts'
import type { Tx } from './tenant.ts'
import { toUser, userColumns } from './users.ts'

/** What was mailed or printed for an account, as SHA-256 only; for the context `system`. Times are epoch milliseconds. */
export function accountCodesIn(tx: Tx) {
  return {
    /** The code that verifies the account's address until `expires`; the one before is void. */
    async setVerification(userId: string, hash: string, expires: number): Promise<void> {
      const code = { verificationToken: hash, verificationTokenExpires: expires }
      await tx.update(users).set(code).where(eq(users.id, userId))
    },

    /** Uses up a code; false when it is another or too old. */
    async verifyEmail(userId: string, hash: string, now: number): Promise<boolean> {
      const rows = await tx
        .update(users)
        .set({ emailVerified: true, verificationToken: null, verificationTokenExpires: null, updatedAt: now })
        .where(
          and(
            eq(users.id, userId),
            eq(users.verificationToken, hash),
            gt(users.verificationTokenExpires, now),
          ),
        )
        .returning({ id: users.id })
      return rows.length > 0
    },

    /** The mailed code that opens the account until `expires`; the one before is void. */
    async setReset(userId: string, hash: string, expires: number): Promise<void> {
      const code = { passwordResetToken: hash, passwordResetExpires: expires }
      await tx.update(users).set(code).where(eq(users.id, userId))
    },

    /** Whose account a mailed or printed code opens, in one query whether there is such a name or not. */
    async holderOf(username: string, hash: string, now: number): Promise<User | null> {
      const mailed = and(eq(users.passwordResetToken, hash), gt(users.passwordResetExpires, now))
      const printed = sql`exists (select from ${recoveryCodes} where ${recoveryCodes.userId} = ${users.id}
        and ${recoveryCodes.codeHash} = ${hash})`
      const [row] = await tx
        .select(userColumns)
        .from(users)
        .where(sql`${users.username} = ${username.toLowerCase()} and (${mailed} or ${printed})`)
      return row ? toUser(row) : null
    },

    /** Uses up the code that `holderOf` found; false when somebody else just did. */
    async use(userId: string, hash: string): Promise<boolean> {
      const mailed = await tx
        .update(users)
        .set({ passwordResetToken: null, passwordResetExpires: null })
        .where(and(eq(users.id, userId), eq(users.passwordResetToken, hash)))
        .returning({ id: users.id })
      if (mailed.length > 0) return true
      const printed = await tx
        .delete(recoveryCodes)
        .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.codeHash, hash)))
        .returning({ id: recoveryCodes.userId })
      return printed.length > 0
    },

    /** The printed codes of an account from now on. */
    async replaceRecoveryCodes(userId: string, hashes: readonly string[]): Promise<void> {
      await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
      await tx.insert(recoveryCodes).values(hashes.map((codeHash) => ({ userId, codeHash })))
    },

    async countRecoveryCodes(userId: string): Promise<number> {
      const [row] = await tx
        .select({ count: count() })
        .from(recoveryCodes)
        .where(eq(recoveryCodes.userId, userId))
      return row?.count ?? 0
    },
  }
}
