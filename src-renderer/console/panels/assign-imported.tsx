import { type FormEvent, useState } from 'react'
import { plural } from '../../shared/format.ts'
import { usePeople } from '../people/use-people.ts'
import { useActions, useUser } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { SelectField } from '../ui/select-field.tsx'
import styles from './panels.module.css'

export type AssignImportedProps = {
  /** The night that holds the imported requests. */
  readonly eventId: string
  /** How many of them can be given away. */
  readonly count: number
  /** After some were given: the count is another one now. */
  readonly onAssigned: () => void
}

/** For superadmins: the earlier app tied no request to anyone, so a person says whose they were. */
export function AssignImported({ eventId, count, onAssigned }: AssignImportedProps) {
  const { ask, toast } = useActions()
  const own = useUser()?.id
  const asking = useAsking()
  const { people, problem } = usePeople()
  const [chosenId, setChosenId] = useState('')
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')

  const others = people?.filter(({ id, disabledAt }) => id !== own && disabledAt === null) ?? []
  const chosen = others.find(({ id }) => id === chosenId) ?? others[0]
  const all = from === '' && until === ''

  async function assign(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (chosen === undefined) return
    const range = { since: startOf(from, 0), until: startOf(until, 1) }
    const answer = await asking.run(() => ask('imported.assign', { eventId, userId: chosen.id, ...range }))
    if (!answer.ok) return
    toast(movedWords(answer.value.moved, chosen.username))
    onAssigned()
  }

  return (
    <form className={styles.group} onSubmit={assign}>
      <h3 className={styles.groupTitle}>From the earlier app</h3>
      <p>
        {plural(count, 'request')} came without a DJ. Give them to whoever played then; they find them in a
        night of their own.
      </p>
      {problem !== null && <Problem>{problem}</Problem>}
      {people !== null && chosen === undefined && <p role="status">Nobody else has an account here yet.</p>}
      {chosen !== undefined && (
        <>
          <SelectField
            label="To whom"
            value={chosen.id}
            choices={others.map(({ id, username }) => ({ value: id, words: username }))}
            onChoose={setChosenId}
          />
          <div className={styles.pair}>
            <Field
              label="First day"
              type="date"
              value={from}
              max={until}
              onChange={(event) => setFrom(event.target.value)}
            />
            <Field
              label="Last day"
              type="date"
              value={until}
              min={from}
              onChange={(event) => setUntil(event.target.value)}
            />
          </div>
          {asking.problem !== null && <Problem>{asking.problem}</Problem>}
          <div className={styles.buttons}>
            <AskButton asking={asking}>{buttonWords(all, count, chosen.username)}</AskButton>
          </div>
        </>
      )}
    </form>
  )
}

function buttonWords(all: boolean, count: number, name: string): string {
  return all ? `Give ${plural(count, 'request')} to ${name}` : `Give those of these days to ${name}`
}

function movedWords(moved: number, name: string): string {
  if (moved === 0) return 'No imported request is from those days.'
  return `${plural(moved, 'request')} ${moved === 1 ? 'belongs' : 'belong'} to ${name} now.`
}

/** Midnight at which that day begins, or one so many days later, in the time of this device; `null` without a day. */
function startOf(day: string, daysLater: number): number | null {
  const [year, month, date] = day.split('-').map(Number)
  if (year === undefined || month === undefined || date === undefined) return null
  return new Date(year, month - 1, date + daysLater).getTime()
}
