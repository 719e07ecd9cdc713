import { useState } from 'react'
import { type RuleEntry, ruleLimits, type SongRules } from '../../../src-main/core/event-rules.ts'
import panels from '../panels/panels.module.css'
import { useNight } from '../state/context.tsx'
import { emptyDraft, entryOf } from './entry-draft.ts'
import { EntryForm } from './entry-form.tsx'
import { EntryList } from './entry-list.tsx'
import { RuleTimes } from './rule-times.tsx'
import { TemplateMenu } from './template-menu.tsx'
import { TrySong } from './try-song.tsx'

/** What guests may not ask for tonight. Each change is kept at once; the DJ's own adds and approvals override. */
export function RulesPanel() {
  const rules = useNight((night) => night.event.rules)
  const [draft, setDraft] = useState(emptyDraft)
  return (
    <>
      <div className={panels.group}>
        <p className={panels.muted}>
          Guests who ask against a rule are told so kindly. What you add or approve yourself is never held
          back.
        </p>
        <TemplateMenu />
      </div>
      {/* Above the list, so that both stay in sight while one types an entry. */}
      <TrySong rules={withDraft(rules, entryOf(draft))} />
      <section className={panels.group} aria-label="Do not play">
        <h3 className={panels.groupTitle}>Do not play</h3>
        <EntryForm draft={draft} onDraft={setDraft} />
        <EntryList entries={rules.doNotPlay} />
      </section>
      <RuleTimes />
    </>
  )
}

/** What is being typed counts first: it is what one wants to see. */
function withDraft(rules: SongRules, entry: RuleEntry | null): SongRules {
  if (entry === null) return rules
  return { ...rules, doNotPlay: [entry, ...rules.doNotPlay].slice(0, ruleLimits.entries) }
}
