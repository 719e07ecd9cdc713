import { useEffect, useState } from 'react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import { NightHistory } from '../entry/night-history.tsx'
import { NightList } from '../entry/night-list.tsx'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { Problem } from '../ui/field.tsx'
import { NewNightForm } from './new-night-form.tsx'
import styles from './panels.module.css'

/** Earlier nights to open, to look at and to put away, and the next one. */
export function NightsPanel() {
  const openId = useNight((night) => night.event.id)
  const live = useNight((night) => night.event.status === 'live')
  const { events, problem } = useNights()
  const [looking, setLooking] = useState<EventSummary | null>(null)
  const [from, setFrom] = useState<string | null>(null)

  if (looking !== null) return <NightHistory event={looking} onBack={() => setLooking(null)} />
  return (
    <>
      {live && (
        <p className={styles.muted}>
          Opening another night takes this one offline, unless a guest server goes on serving it. Nothing in
          it is lost.
        </p>
      )}
      {problem !== null && <Problem>{problem}</Problem>}
      {events !== null && (
        <>
          <NightList
            events={events}
            openId={openId}
            onLook={setLooking}
            onNewFrom={(event) => setFrom(event.id)}
          />
          <NewNightForm key={from} events={events} from={from} />
        </>
      )}
    </>
  )
}

/** The list as main has it, asked for again whenever something in it was changed here or in the open night. */
function useNights() {
  const { ask } = useActions()
  const changes = useConsoleState((state) => state.nightsChanged)
  const version = useNight((night) => night.event.version)
  const [events, setEvents] = useState<readonly EventSummary[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: changes are what it is asked again for
  useEffect(() => {
    let isWanted = true
    ask('event.list', {}).then((answer) => {
      if (!isWanted) return
      if (answer.ok) setEvents(answer.value.events)
      setProblem(answer.ok ? null : wordsFor(answer.error))
    })
    return () => {
      isWanted = false
    }
  }, [ask, changes, version])

  return { events, problem }
}
