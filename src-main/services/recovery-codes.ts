import {
  recoveryCode,
  recoveryCodeBytes,
  recoveryCodeCount,
  showRecoveryCode,
} from '../core/recovery-code.ts'
import type { RandomToken } from './ports.ts'
import { sha256 } from './sha256.ts'

/** New codes: as printed, and as stored. */
export function makeRecoveryCodes(randomToken: RandomToken): {
  readonly printed: string[]
  readonly hashes: readonly string[]
} {
  const codes = Array.from({ length: recoveryCodeCount }, () =>
    recoveryCode(Buffer.from(randomToken(recoveryCodeBytes), 'base64url')),
  )
  return { printed: codes.map(showRecoveryCode), hashes: codes.map(sha256) }
}
