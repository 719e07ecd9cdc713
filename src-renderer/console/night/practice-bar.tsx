import { FastForward, FlaskConical, Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { plural } from '../../shared/format.ts'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './header.module.css'

/** While one practises: that it is no real night, how fast the crowd is, and the way out. */
export function PracticeBar() {
  const { send } = useActions()
  const practice = useNight((night) => night.practice)
  const isPractice = useNight((night) => night.event.purpose === 'practice')
  const [ending, setEnding] = useState(false)
  if (!isPractice) return null
  const pace = practice?.pace ?? 'paused'

  async function end(): Promise<void> {
    setEnding(true)
    await send('practice.stop', {})
    setEnding(false)
  }

  return (
    <section className={styles.guessing} aria-label="Practice night">
      <FlaskConical size={18} aria-hidden="true" />
      <p>
        <strong>Practice night: invented guests.</strong> {plural(practice?.guests ?? 0, 'guest')} came. All
        of it is wiped when you end it.
      </p>
      <Button onClick={() => send('practice.setPace', { pace: pace === 'paused' ? 'usual' : 'paused' })}>
        {pace === 'paused' ? <Play size={16} aria-hidden="true" /> : <Pause size={16} aria-hidden="true" />}
        {pace === 'paused' ? 'Let them go on' : 'Let them wait'}
      </Button>
      <Button onClick={() => send('practice.setPace', { pace: pace === 'fast' ? 'usual' : 'fast' })}>
        <FastForward size={16} aria-hidden="true" />
        {pace === 'fast' ? 'Slower' : 'Faster'}
      </Button>
      <Button look="primary" disabled={ending} onClick={end}>
        End practice
      </Button>
    </section>
  )
}
