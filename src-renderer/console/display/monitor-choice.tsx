import { RadioGroup } from 'radix-ui'
import { useId } from 'react'
import type { DisplayChoice, DisplayStand } from '../../../src-main/contract/display-commands.ts'
import styles from './display.module.css'

export type MonitorChoiceProps = {
  readonly stand: DisplayStand
  readonly onChoose: (choice: DisplayChoice) => void
}

type Monitor = DisplayStand['monitors'][number]
type Line = {
  readonly value: string
  readonly choice: DisplayChoice
  readonly name: string
  readonly words: string
  readonly disabled?: boolean
}

/** Which monitor the display is on; the choice stays on this computer. */
export function MonitorChoice({ stand, onChoose }: MonitorChoiceProps) {
  const title = useId()
  const lines = linesOf(stand)
  function choose(value: string): void {
    const line = lines.find((one) => one.value === value)
    if (line) onChoose(line.choice)
  }
  return (
    <section className={styles.monitors} aria-labelledby={title}>
      <h3 id={title} className={styles.title}>
        Where it is shown
      </h3>
      <RadioGroup.Root
        className={styles.choices}
        aria-labelledby={title}
        value={chosenLine(stand)}
        onValueChange={choose}
      >
        {lines.map((line) => (
          <Choice key={line.value} {...line} />
        ))}
      </RadioGroup.Root>
    </section>
  )
}

function Choice({ value, name, words, disabled = false }: Line) {
  const id = useId()
  return (
    <div className={styles.choice} data-disabled={disabled}>
      <RadioGroup.Item
        value={value}
        id={id}
        className={styles.radio}
        disabled={disabled}
        aria-describedby={`${id}-words`}
      >
        <RadioGroup.Indicator className={styles.dot} />
      </RadioGroup.Item>
      <div>
        <label htmlFor={id} className={styles.name}>
          {name}
        </label>
        <p className={styles.words} id={`${id}-words`}>
          {words}
        </p>
      </div>
    </div>
  )
}

const away = 'away'
const lineOf = (at: number) => `monitor-${at}`

function chosenLine({ choice, monitors }: DisplayStand): string {
  if (choice.kind !== 'monitor') return choice.kind
  const at = monitors.findIndex(({ chosen }) => chosen)
  return at < 0 ? away : lineOf(at)
}

function linesOf(stand: DisplayStand): readonly Line[] {
  const { choice, monitors } = stand
  const best: Line = {
    value: 'best',
    choice: { kind: 'best' },
    name: 'Find it by itself',
    words: monitors.length > 1 ? 'The second monitor.' : 'The second monitor, once there is one.',
  }
  const missing: Line[] =
    choice.kind === 'monitor' && chosenLine(stand) === away
      ? [
          {
            value: away,
            choice,
            name: choice.monitor.label || 'The chosen monitor',
            words: 'Not connected now. It is used again as soon as it is back.',
          },
        ]
      : []
  const window: Line = {
    value: 'window',
    choice: { kind: 'window' },
    name: 'As a window',
    words: 'To be put anywhere, or shared by another program.',
  }
  return [best, ...missing, ...monitors.map(lineOfMonitor), window]
}

function lineOfMonitor({ monitor, size, builtIn, ...here }: Monitor, at: number): Line {
  const facts = [
    `${size.width} × ${size.height}`,
    ...(here.display ? ['the display is here'] : []),
    // It would cover what the DJ works with.
    ...(here.console ? ['the console is here'] : []),
  ]
  return {
    value: lineOf(at),
    choice: { kind: 'monitor', monitor },
    name: monitor.label || (builtIn ? 'Built-in screen' : `Monitor ${at + 1}`),
    words: facts.join(', '),
    disabled: here.console && !here.display,
  }
}
