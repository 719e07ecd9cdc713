import { X } from 'lucide-react'
import { memo, useState } from 'react'
import { entryKey, type RuleEntry } from '../../../src-main/core/event-rules.ts'
import { foldText } from '../../../src-main/core/fold-text.ts'
import panels from '../panels/panels.module.css'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { focusNeighbour } from '../ui/focus-neighbour.ts'
import styles from './rules.module.css'
import { entryWords, kindWords, ruleKinds } from './words.ts'

/** From so many entries on there is a field to find one. */
const manyEntries = 12

export type EntryListProps = { readonly entries: readonly RuleEntry[] }

/** What is on the list, by kind, in the order in which it was added. Hundreds of rows are not for each letter typed beside. */
export const EntryList = memo(AllEntries)

function AllEntries({ entries }: EntryListProps) {
  const [find, setFind] = useState('')
  const isFindable = entries.length > manyEntries
  const found = isFindable
    ? entries.filter((entry) => foldText(entryWords(entry)).includes(foldText(find)))
    : entries
  return (
    <div className={panels.row}>
      {isFindable && (
        <Field
          label="Find on the list"
          type="search"
          value={find}
          onChange={(event) => setFind(event.target.value)}
        />
      )}
      {entries.length === 0 && (
        <p className={panels.muted}>The list is empty: guests may ask for everything you have.</p>
      )}
      {entries.length > 0 && found.length === 0 && <p role="status">Nothing like that on the list.</p>}
      {ruleKinds.map((kind) => (
        <KindOfEntries
          key={kind}
          name={kindWords[kind].many}
          entries={found.filter((one) => one.kind === kind)}
        />
      ))}
    </div>
  )
}

type KindOfEntriesProps = { readonly name: string; readonly entries: readonly RuleEntry[] }

function KindOfEntries({ name, entries }: KindOfEntriesProps) {
  const { removeRule } = useActions()
  if (entries.length === 0) return null
  return (
    <section aria-label={name}>
      <h4 className={styles.kind}>{name}</h4>
      <ul className={styles.entries}>
        {entries.map((entry) => (
          <li key={entryKey(entry)} className={styles.entry}>
            <span className={styles.words}>{entryWords(entry)}</span>
            <Button
              look="quiet"
              shape="icon"
              aria-label={`Remove ${entryWords(entry)}`}
              onClick={(event) => {
                focusNeighbour(event.currentTarget)
                void removeRule(entry)
              }}
            >
              <X size={18} aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
