import { useState } from 'react'
import type { CatalogueSource } from '../../../src-main/core/event.ts'
import { wordsFor } from '../../../src-main/core/refusals.ts'
import entry from '../entry/entry.module.css'
import { Frame } from '../entry/frame.tsx'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { MusicChoice } from './music-choice.tsx'
import { NameForm } from './name-form.tsx'
import { wizardSteps } from './steps.ts'

export type NewNightProps = {
  /** Offered again: the music of the newest night. */
  readonly catalogue: CatalogueSource | null
}

/** Music, then the name; the night is made at the end, so going back loses nothing. */
export function NewNight({ catalogue }: NewNightProps) {
  const { ask, setGoingLive } = useActions()
  const [step, setStep] = useState<'music' | 'name'>('music')
  const [source, setSource] = useState<CatalogueSource | null>(catalogue)
  const [problem, setProblem] = useState<string | null>(null)

  async function create(title: string): Promise<void> {
    setGoingLive(true)
    const answer = await ask('event.create', { title, catalogue: source })
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
      <NameForm problem={problem} onCreate={create} onBack={() => setStep('music')} />
    </Frame>
  )
}
