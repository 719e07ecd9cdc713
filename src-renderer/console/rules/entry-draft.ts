import { type RuleEntry, ruleLimits } from '../../../src-main/core/event-rules.ts'
import type { RuleKind } from './words.ts'

/** An entry as it is being typed. */
export type EntryDraft = {
  readonly kind: RuleKind
  readonly text: string
  readonly from: string
  readonly to: string
}

export const emptyDraft: EntryDraft = { kind: 'track', text: '', from: '', to: '' }

/** The entry that was typed; `null` while it is none yet. One year alone is from that year to itself. */
export function entryOf({ kind, text, from, to }: EntryDraft): RuleEntry | null {
  if (kind !== 'years') return text.trim() === '' ? null : { kind, text: text.trim() }
  const [first, last] = [yearOf(from || to), yearOf(to || from)]
  if (first === null || last === null) return null
  return { kind, from: Math.min(first, last), to: Math.max(first, last) }
}

function yearOf(text: string): number | null {
  const year = Number(text.trim())
  return /^\s*\d{4}\s*$/.test(text) && year >= ruleLimits.firstYear && year <= ruleLimits.lastYear
    ? year
    : null
}
