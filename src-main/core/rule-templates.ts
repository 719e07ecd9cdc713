import { entryKey, noRules, type RuleEntry, ruleLimits, type SongRules } from './event-rules.ts'

export const ruleTemplates = ['wedding', 'club', 'bar', 'school', 'blank'] as const
export type RuleTemplate = (typeof ruleTemplates)[number]

/** Usual rules of a kind of night: a start, to be changed. */
const templates: Readonly<Record<RuleTemplate, SongRules>> = {
  wedding: {
    doNotPlay: words('karaoke', 'instrumental', 'sped up'),
    artistPauseMinutes: 20,
    guestPauseMinutes: 5,
    longestMinutes: 7,
  },
  club: {
    doNotPlay: words('karaoke', 'instrumental', 'live', 'acoustic', 'radio edit'),
    artistPauseMinutes: 60,
    guestPauseMinutes: 10,
    longestMinutes: 10,
  },
  bar: {
    doNotPlay: words('karaoke', 'sped up'),
    artistPauseMinutes: 30,
    guestPauseMinutes: 10,
    longestMinutes: 8,
  },
  school: {
    doNotPlay: words('karaoke', 'explicit', 'uncensored', 'sped up'),
    artistPauseMinutes: 20,
    guestPauseMinutes: 10,
    longestMinutes: 5,
  },
  blank: noRules,
}

const ofTemplates = new Set(Object.values(templates).flatMap(({ doNotPlay }) => doNotPlay.map(entryKey)))

/** The template's rules, and behind them what the DJ listed beside any template; `blank` takes all away. */
export function fillRules({ doNotPlay }: SongRules, template: RuleTemplate): SongRules {
  const rules = templates[template]
  if (template === 'blank') return rules
  const own = doNotPlay.filter((entry) => !ofTemplates.has(entryKey(entry)))
  const room = ruleLimits.entries - rules.doNotPlay.length
  return { ...rules, doNotPlay: [...rules.doNotPlay, ...own.slice(0, room)] }
}

function words(...texts: readonly string[]): readonly RuleEntry[] {
  return texts.map((text) => ({ kind: 'word', text }))
}
