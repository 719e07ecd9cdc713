import { type Result, refuse } from './core/result.ts'
import type { User } from './core/user.ts'
import type { Sessions } from './services/sessions.ts'

type Work<Input, T> = (input: Input, user: User) => Promise<Result<T>>

/** Lets a command through to its work only for who may ask it, by the live copy of their account. */
export function createGate({ check }: Sessions) {
  function signedIn<Input, T>(work: Work<Input, T>) {
    return async (input: Input): Promise<Result<T>> => {
      const who = check()
      return who.ok ? work(input, who.value) : who
    }
  }

  function superadmin<Input, T>(work: Work<Input, T>) {
    return signedIn(async (input: Input, user) =>
      user.role === 'superadmin' ? work(input, user) : refuse('not-superadmin'),
    )
  }

  return { signedIn, superadmin }
}
