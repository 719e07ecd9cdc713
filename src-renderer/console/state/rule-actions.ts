import type { NightView } from '../../../src-main/contract/console-view.ts'
import { entryKey, type RuleEntry, ruleLimits, type SongRules } from '../../../src-main/core/event-rules.ts'
import { fillRules, type RuleTemplate } from '../../../src-main/core/rule-templates.ts'
import { entryWords, templateWords } from '../rules/words.ts'
import type { SettingsChange } from './event-actions.ts'
import { type ConsoleStore, nightOf } from './store.ts'
import type { Undoables } from './undoables.ts'

type Parts = {
  readonly store: ConsoleStore
  readonly changeEvent: (change: (event: NightView['event']) => SettingsChange) => Promise<boolean>
  readonly toast: (words: string) => void
  readonly offerUndo: Undoables['offer']
}

/** Changes of the night's rules, each made of the rules as they are when its turn comes. */
export function createRuleActions({ store, changeEvent, toast, offerUndo }: Parts) {
  function changeRules(change: (rules: SongRules) => Partial<SongRules>): Promise<boolean> {
    return changeEvent(({ rules }) => {
      const { doNotPlay, ...times } = { ...rules, ...change(rules) }
      return { rules: { ...times, doNotPlay: [...doNotPlay] } }
    })
  }

  /** Resolves to whether it is on the list now. */
  async function addRule(entry: RuleEntry): Promise<boolean> {
    const listed = nightOf(store.getState())?.event.rules.doNotPlay ?? []
    if (has(listed, entry)) {
      toast(`${entryWords(entry)} is on the list already.`)
      return true
    }
    if (listed.length >= ruleLimits.entries) {
      toast(`The list is full: it takes ${ruleLimits.entries} entries.`)
      return false
    }
    return changeRules(({ doNotPlay }) => ({ doNotPlay: put(doNotPlay, doNotPlay.length, entry) }))
  }

  async function removeRule(entry: RuleEntry): Promise<void> {
    let place = 0
    const isDone = await changeRules(({ doNotPlay }) => {
      place = Math.max(0, doNotPlay.findIndex(isLike(entry)))
      return { doNotPlay: doNotPlay.filter((one) => !isLike(entry)(one)) }
    })
    if (!isDone) return
    offerUndo(`${entryWords(entry)} is off the list.`, () =>
      changeRules(({ doNotPlay }) => ({ doNotPlay: put(doNotPlay, place, entry) })),
    )
  }

  /** Undo brings back all rules as they were. */
  async function fillRulesFrom(template: RuleTemplate): Promise<void> {
    let before: SongRules | null = null
    const isDone = await changeRules((rules) => {
      before = rules
      return fillRules(rules, template)
    })
    if (isDone) offerUndo(templateWords[template].done, () => changeRules((rules) => before ?? rules))
  }

  return { changeRules, addRule, removeRule, fillRulesFrom }
}

function isLike(entry: RuleEntry): (other: RuleEntry) => boolean {
  const key = entryKey(entry)
  return (other) => entryKey(other) === key
}

function has(entries: readonly RuleEntry[], entry: RuleEntry): boolean {
  return entries.some(isLike(entry))
}

function put(entries: readonly RuleEntry[], place: number, entry: RuleEntry): readonly RuleEntry[] {
  return has(entries, entry) ? entries : entries.toSpliced(place, 0, entry)
}
