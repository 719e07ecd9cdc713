import { type FormEvent, useEffect, useState } from 'react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { NightList } from '../entry/night-list.tsx'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Field, Problem } from '../ui/field.tsx'
import { usualTitle } from '../wizard/steps.ts'
import { lastPart } from '../words.ts'
import styles from './panels.module.css'

/** Earlier nights to open again, and the next one. */
export function NightsPanel() {
  const { ask, send } = useActions()
  const openId = useNight((night) => night.event.id)
  const live = useNight((night) => night.event.status === 'live')
  const [events, setEvents] = useState<readonly EventSummary[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    ask('event.list', {}).then((answer) => {
      if (answer.ok) setEvents(answer.value.events)
      else setProblem(wordsFor(answer.error))
    })
  }, [ask])

  return (
    <>
      {live && (
        <p className={styles.muted}>Opening another night takes this one offline; nothing in it is lost.</p>
      )}
      {problem !== null && <Problem>{problem}</Problem>}
      {events !== null && (
        <NightList events={events} openId={openId} onOpen={(eventId) => send('event.open', { eventId })} />
      )}
      <NewNightForm />
    </>
  )
}

/** The same music as tonight: nothing is asked twice, and it can be changed afterwards. */
function NewNightForm() {
  const { ask } = useActions()
  const catalogue = useNight((night) => night.event.catalogue)
  const [title, setTitle] = useState(() => usualTitle(Date.now()))
  const [problem, setProblem] = useState<string | null>(null)

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault()
    const answer = await ask('event.create', { title: title.trim() || usualTitle(Date.now()), catalogue })
    setProblem(answer.ok ? null : wordsFor(answer.error))
  }

  return (
    <form className={styles.group} onSubmit={create}>
      <h3 className={styles.groupTitle}>New night</h3>
      <Field
        label="Name of the night"
        hint={
          catalogue === null
            ? 'Guests type freely.'
            : `With the music of tonight: ${lastPart(catalogue.path)}`
        }
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      {problem !== null && <Problem>{problem}</Problem>}
      <div className={styles.buttons}>
        <Button type="submit">Create the night</Button>
      </div>
    </form>
  )
}
