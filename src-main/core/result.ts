import type { Refusal } from './refusals.ts'

/** What every command answers: a value, or a refusal that explains itself. Bugs are thrown instead. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal }

export function done(): Result<null>
export function done<T>(value: T): Result<T>
export function done(value: unknown = null): Result<unknown> {
  return { ok: true, value }
}

export function refuse(code: Refusal['code'], details: Omit<Refusal, 'code'> = {}): Result<never> {
  return { ok: false, error: { code, ...details } }
}

/** For the default branch of a switch over a union: the compiler proves that nothing is left. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
