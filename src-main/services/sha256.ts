import { createHash } from 'node:crypto'

/** Hex; how tokens are stored. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
