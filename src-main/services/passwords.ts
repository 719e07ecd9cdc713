import { isUsablePassword } from '../core/password.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Hasher, RandomToken } from './ports.ts'

type Deps = { readonly hasher: Hasher; readonly randomToken: RandomToken }

export type Passwords = ReturnType<typeof createPasswords>

/** Choosing and checking passwords. */
export function createPasswords({ hasher, randomToken }: Deps) {
  let decoy: Promise<string> | undefined

  /** A hash of nothing that anybody types. */
  function decoyHash(): Promise<string> {
    decoy ??= hasher.hash(randomToken(32)).catch((error) => {
      decoy = undefined
      throw error
    })
    return decoy
  }

  return {
    /** Whether it may become the password of this account. */
    async check(password: string, username: string): Promise<Result<null>> {
      if (!isUsablePassword(password, username)) return refuse('weak-password')
      return (await hasher.isCommon(password)) ? refuse('common-password') : done()
    },

    hash: hasher.hash,

    /** Takes as long for a name that nobody has (`null`) as for one that is known, also the first time. */
    async isRight(password: string, hash: string | null): Promise<boolean> {
      const instead = await decoyHash()
      return (await hasher.verify(password, hash ?? instead)) && hash !== null
    },

    /** A new hash where the one held took less work than ours; `null` where it is as good. */
    async renew(password: string, hash: string): Promise<string | null> {
      return hasher.isOutdated(hash) ? hasher.hash(password) : null
    },
  }
}
