import { hash } from 'node:crypto'

/** Hex; how tokens are stored. */
export function sha256(text: string): string {
  return hash('sha256', text)
}
