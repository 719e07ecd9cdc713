import { useState } from 'react'
import type { AccountSummary } from '../../../src-main/contract/account-commands.ts'
import { formatCount, plural } from '../../shared/format.ts'
import panels from '../panels/panels.module.css'
import { useNight } from '../state/context.tsx'
import { Field, Problem } from '../ui/field.tsx'
import styles from './people.module.css'
import { PersonCard } from './person-card.tsx'
import { usePeople } from './use-people.ts'

/** From so many accounts on there is a field to find one. */
const manyPeople = 8

/** Who has an account on this database: counts, roles and sessions, nothing of what they hold. */
export function PeoplePanel() {
  const own = useNight((night) => night.user.id)
  const { people, problem, reload } = usePeople()
  const [find, setFind] = useState('')
  const found = people?.filter((person) => matches(person, find)) ?? []
  return (
    <>
      {problem !== null && <Problem>{problem}</Problem>}
      {people !== null && (
        <div className={styles.top}>
          <p className={panels.muted}>{summary(people)}</p>
          {people.length > manyPeople && (
            <Field
              label="Find"
              type="search"
              placeholder="Name or e-mail"
              value={find}
              onChange={(event) => setFind(event.target.value)}
            />
          )}
        </div>
      )}
      {people !== null && found.length === 0 && <p role="status">{nobody(people.length)}</p>}
      <ul className={styles.list} aria-label="Accounts" aria-busy={people === null}>
        {found.map((person) => (
          <li key={person.id}>
            <PersonCard person={person} own={person.id === own} onChanged={reload} />
          </li>
        ))}
      </ul>
    </>
  )
}

function matches({ username, email }: AccountSummary, find: string): boolean {
  const words = find.trim().toLowerCase()
  return username.includes(words) || (email?.toLowerCase().includes(words) ?? false)
}

function summary(people: readonly AccountSummary[]): string {
  const here = people.filter((person) => person.session !== null).length
  return `${plural(people.length, 'account')} · ${formatCount(here)} signed in`
}

function nobody(people: number): string {
  return people === 0 ? 'Nobody has an account here yet.' : 'Nobody with that name or address.'
}
