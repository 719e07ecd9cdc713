import { expect, test } from 'vitest'
import { entryKey, noRules, type RuleEntry, ruleLimits } from './event-rules.ts'
import { fillRules, ruleTemplates } from './rule-templates.ts'

const own: RuleEntry = { kind: 'artist', text: 'Nickel Back' }

test('another kind of night takes its words and times, and the DJ’s own entries stay', () => {
  const wedding = fillRules({ ...noRules, doNotPlay: [own] }, 'wedding')
  const club = fillRules(wedding, 'club')
  expect(wedding.doNotPlay).toContainEqual(own)
  expect(club).toEqual(fillRules({ ...noRules, doNotPlay: [own] }, 'club'))
  expect(club.artistPauseMinutes).not.toBe(wedding.artistPauseMinutes)
})

test('blank is nothing at all', () => {
  expect(fillRules({ ...fillRules(noRules, 'bar'), doNotPlay: [own] }, 'blank')).toEqual(noRules)
})

test.each(ruleTemplates)('%s says each thing once, within the limits of a list', (template) => {
  const full = Array.from(
    { length: ruleLimits.entries },
    (_, at): RuleEntry => ({ kind: 'word', text: `w${at}` }),
  )
  const { doNotPlay } = fillRules({ ...noRules, doNotPlay: full }, template)
  expect(doNotPlay.length).toBeLessThanOrEqual(ruleLimits.entries)
  expect(new Set(doNotPlay.map(entryKey)).size).toBe(doNotPlay.length)
})
