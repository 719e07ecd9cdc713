import { AudioLines, FlaskConical, Plus } from 'lucide-react'
import { useState } from 'react'
import type { ConsoleView, EventSummary } from '../../../src-main/contract/console-view.ts'
import { PanelsBeforeNight } from '../panels/panels.tsx'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { NewNight } from '../wizard/new-night.tsx'
import entry from './entry.module.css'
import { Frame } from './frame.tsx'
import { NightHistory } from './night-history.tsx'
import { NightList } from './night-list.tsx'
import { SignOut } from './sign-out.tsx'

export type NoEventProps = Extract<ConsoleView, { phase: 'no-event' }>

type Doing =
  | { readonly what: 'choosing' }
  | { readonly what: 'looking'; readonly event: EventSummary }
  | { readonly what: 'making'; readonly from: EventSummary | null }

/** No night is open: go on with an earlier one, look at it, or make the next. */
export function NoEvent(props: NoEventProps) {
  return (
    <>
      <BeforeNight {...props} />
      <PanelsBeforeNight />
    </>
  )
}

function BeforeNight({ events, catalogue }: NoEventProps) {
  const { openPanel, send } = useActions()
  const [doing, setDoing] = useState<Doing>({ what: 'choosing' })
  const choose = () => setDoing({ what: 'choosing' })
  if (events.length === 0) return <NewNight catalogue={catalogue} events={events} from={null} onBack={null} />
  switch (doing.what) {
    case 'making':
      return <NewNight catalogue={catalogue} events={events} from={doing.from} onBack={choose} />
    case 'looking':
      return (
        <Frame title="As it was">
          <NightHistory event={doing.event} onBack={choose} />
        </Frame>
      )
    case 'choosing':
      return (
        <Frame title="Which night?" lead="Go on where you were, or start a new one.">
          <NightList
            events={events}
            openId={null}
            onLook={(event) => setDoing({ what: 'looking', event })}
            onNewFrom={(from) => setDoing({ what: 'making', from })}
          />
          <div className={entry.foot}>
            <Button look="primary" size="large" onClick={() => setDoing({ what: 'making', from: null })}>
              <Plus size={20} aria-hidden="true" />
              New night
            </Button>
            <Button look="quiet" size="large" onClick={() => openPanel('spotify')}>
              <AudioLines size={20} aria-hidden="true" />
              Spotify
            </Button>
            <Button look="quiet" size="large" onClick={() => send('practice.start', {})}>
              <FlaskConical size={20} aria-hidden="true" />
              Practise
            </Button>
            <SignOut />
          </div>
        </Frame>
      )
  }
}
