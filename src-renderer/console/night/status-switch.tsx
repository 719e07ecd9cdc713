import { Radio } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import { useState } from 'react'
import { type EventStatus, eventStatuses } from '../../../src-main/core/event.ts'
import { useActions, useNight } from '../state/context.tsx'
import { statusWords } from '../words.ts'
import styles from './header.module.css'

/** Offline, standby or live. Arrow keys only walk; Space or Enter choose, so nobody goes offline by accident. */
export function StatusSwitch() {
  const { setStatus } = useActions()
  const status = useNight((night) => night.event.status)
  const [wanted, setWanted] = useState<EventStatus | null>(null)

  async function choose(next: EventStatus): Promise<void> {
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
