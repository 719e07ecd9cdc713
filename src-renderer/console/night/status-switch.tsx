import { Radio } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import { useState } from 'react'
import { type EventStatus, eventStatuses } from '../../../src-main/core/event.ts'
import { useActions, useConsole, useNight } from '../state/context.tsx'
import { isFreshNight } from '../state/store.ts'
import { statusWords } from '../words.ts'
import styles from './header.module.css'

/** Offline, standby or live; the first time live, what a night needs is tried before. Arrow keys only walk; Space or Enter choose, so nobody goes offline by accident. */
export function StatusSwitch() {
  const { openPanel, setStatus } = useActions()
  const { store } = useConsole()
  const status = useNight((night) => night.event.status)
  const [wanted, setWanted] = useState<EventStatus | null>(null)

  async function choose(next: EventStatus): Promise<void> {
    // Before the night has begun there is a moment to look; in its midst there is none.
    if (next === 'live' && isFreshNight(store.getState())) return openPanel('readiness')
    setWanted(next)
    await setStatus(next)
    setWanted(null)
  }

  return (
    <ToggleGroup.Root
      type="single"
      value={status}
      aria-label="State of the night"
      className={styles.status}
      onValueChange={(value) => isStatus(value) && choose(value)}
    >
      {eventStatuses.map((one) => (
        <ToggleGroup.Item
          key={one}
          value={one}
          className={styles.choice}
          data-status={one}
          data-busy={one === wanted && one !== status}
          title={statusWords[one].means}
        >
          {one === 'live' && <Radio size={16} aria-hidden="true" />}
          {statusWords[one].label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}

function isStatus(value: string): value is EventStatus {
  return eventStatuses.some((status) => status === value)
}
