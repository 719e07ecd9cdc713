import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { NewNight } from '../wizard/new-night.tsx'
import entry from './entry.module.css'
import { Frame } from './frame.tsx'
import { NightList } from './night-list.tsx'

export type NoEventProps = Extract<ConsoleView, { phase: 'no-event' }>

/** No night is open: go on with an earlier one, or make the next. */
export function NoEvent({ events, catalogue }: NoEventProps) {
  const { send } = useActions()
  const [making, setMaking] = useState(false)
  if (events.length === 0 || making) return <NewNight catalogue={catalogue} />
  return (
    <Frame title="Which night?" lead="Go on where you were, or start a new one.">
      <NightList events={events} openId={null} onOpen={(eventId) => send('event.open', { eventId })} />
      <div className={entry.foot}>
        <Button look="primary" size="large" onClick={() => setMaking(true)}>
          <Plus size={20} aria-hidden="true" />
          New night
        </Button>
      </div>
    </Frame>
  )
}
