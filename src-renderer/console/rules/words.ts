import type { RuleEntry } from '../../../src-main/core/event-rules.ts'
import type { RuleTemplate } from '../../../src-main/core/rule-templates.ts'

export const ruleKinds = ['track', 'artist', 'genre', 'word', 'years'] as const
export type RuleKind = (typeof ruleKinds)[number]

export const kindWords: Readonly<
  Record<RuleKind, { readonly one: string; readonly many: string; readonly hint: string }>
> = {
  track: {
    one: 'Song',
    many: 'Songs',
    hint: 'Its title, in all versions; “Artist - Title” where others share it.',
  },
  artist: { one: 'Artist', many: 'Artists', hint: 'Also where they are only featured.' },
  genre: { one: 'Genre', many: 'Genres', hint: 'As your music says it; Spotify says none.' },
  word: { one: 'Word in the title', many: 'Words in the title', hint: 'Such as live, remix or karaoke.' },
  years: { one: 'Years', many: 'Years', hint: 'Both years count; songs without a year pass.' },
}

export const templateWords: Readonly<
  Record<RuleTemplate, { readonly label: string; readonly done: string }>
> = {
  wedding: { label: 'Wedding', done: 'Filled in for a wedding.' },
  club: { label: 'Club', done: 'Filled in for a club.' },
  bar: { label: 'Bar', done: 'Filled in for a bar.' },
  school: { label: 'School', done: 'Filled in for a school.' },
  blank: { label: 'Blank: no rules', done: 'All rules are gone.' },
}

/** `ABBA`, `1990 to 1999`. */
export function entryWords(entry: RuleEntry): string {
  if (entry.kind !== 'years') return entry.text
  return entry.from === entry.to ? String(entry.from) : `${entry.from} to ${entry.to}`
}
