import { useState } from 'react'
import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import type { CatalogueSource } from '../../../src-main/core/event.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import entry from '../entry/entry.module.css'
import { Frame } from '../entry/frame.tsx'
import { SignOut } from '../entry/sign-out.tsx'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { MusicChoice } from './music-choice.tsx'
import { NameForm } from './name-form.tsx'
import { SettingsOf } from './settings-of.tsx'
import { wizardSteps } from './steps.ts'

export type NewNightProps = {
  /** Offered again: the music of the newest night. */
  readonly catalogue: CatalogueSource | null
  /** Earlier nights, to begin with the settings of one. */
  readonly events: readonly EventSummary[]
  /** The one that was chosen for that already. */
  readonly from: EventSummary | null
  /** Out of here again; `null` when there is nowhere to go. */
  readonly onBack: (() => void) | null
}

/** Music, then the name; the night is made at the end, so going back loses nothing. */
export function NewNight({ catalogue, events, from: proposed, onBack }: NewNightProps) {
  const { ask, setGoingLive } = useActions()
  const [step, setStep] = useState<'music' | 'name'>('music')
  const [source, setSource] = useState<CatalogueSource | null>(catalogue)
  const [from, setFrom] = useState(proposed?.id ?? null)
  const [problem, setProblem] = useState<string | null>(null)

  async function create(title: string): Promise<void> {
    setGoingLive(true)
    const answer = await ask('event.create', { title, catalogue: source, from })
    if (answer.ok) return
    setGoingLive(false)
    setProblem(wordsFor(answer.error))
  }

  if (step === 'music') {
    return (
      <Frame
        key="music"
        title="What can guests ask for?"
        lead="Your files stay where they are. You can change this at any time."
        step={{ at: 1, of: wizardSteps }}
      >
        <MusicChoice source={source} onChange={setSource} />
        <div className={entry.foot}>
          <Button look="primary" size="large" autoFocus onClick={() => setStep('name')}>
            Continue
          </Button>
          {onBack === null ? (
            <SignOut />
          ) : (
            <Button look="quiet" size="large" onClick={onBack}>
              Back
            </Button>
          )}
        </div>
      </Frame>
    )
  }
  return (
    <Frame
      key="name"
      title="What is the night called?"
      lead="Guests read this when they join."
      step={{ at: 2, of: wizardSteps }}
    >
      <NameForm problem={problem} onCreate={create} onBack={() => setStep('music')}>
        <SettingsOf events={events} value={from} onChange={setFrom} />
      </NameForm>
    </Frame>
  )
}
