import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Health, NightView } from '../../../src-main/contract/console-view.ts'
import { plural } from '../../shared/format.ts'
import { useNight } from '../state/context.tsx'
import { pinWords } from '../words.ts'
import { Remedy } from './health/remedy.tsx'
import styles from './panels.module.css'

export type HealthPart = keyof NightView['health'] | 'pin'

const labels: Readonly<Record<HealthPart, string>> = {
  database: 'Database',
  network: 'Network',
  pages: 'Guests’ phones',
  pin: 'PIN',
  music: 'Music',
  display: 'Display',
  spotify: 'Spotify',
  disk: 'Disk',
  clock: 'Clock',
  keychain: 'Keychain',
}

const order = Object.keys(labels) as readonly HealthPart[]
const worst = { down: 0, attention: 1, ok: 2 } as const

/** What is wrong first, each with the button that mends it; then what is well. */
export function HealthPanel() {
  const health = useNight((night) => night.health)
  const door = useNight((night) => night.door)
  const pin: Health = { state: door.guessing ? 'attention' : 'ok', words: pinWords(door) }
  const parts = order.flatMap((part) => {
    const present = part === 'pin' ? pin : health[part]
    return present === null ? [] : [{ part, health: present }]
  })
  const wrong = parts.filter((one) => one.health.state !== 'ok')
  const well = parts.filter((one) => one.health.state === 'ok')
  wrong.sort((one, other) => worst[one.health.state] - worst[other.health.state])
  return (
    <>
      <section className={styles.group} aria-label="What needs you" aria-live="polite">
        {wrong.length === 0 ? (
          <p className={styles.big}>All is well</p>
        ) : (
          <h3 className={styles.groupTitle}>
            {plural(wrong.length, 'thing')} {wrong.length === 1 ? 'needs' : 'need'} you
          </h3>
        )}
        {wrong.map(({ part, health: present }) => (
          <Row key={part} label={labels[part]} health={present}>
            <Remedy part={part} />
          </Row>
        ))}
      </section>
      <section className={styles.group} aria-label="What is fine">
        <h3 className={styles.groupTitle}>Fine</h3>
        {well.map(({ part, health: present }) => (
          <Row key={part} label={labels[part]} health={present} />
        ))}
      </section>
    </>
  )
}

type RowProps = { readonly label: string; readonly health: Health; readonly children?: ReactNode }

function Row({ label, health, children }: RowProps) {
  const Icon = { ok: CircleCheck, attention: TriangleAlert, down: CircleX }[health.state]
  return (
    <div className={styles.healthRow} data-state={health.state}>
      <Icon size={20} aria-hidden="true" />
      <div className={styles.row}>
        <p>
          <strong>{label}</strong>
          <br />
          {health.words}
        </p>
        {children !== undefined && <div className={styles.buttons}>{children}</div>}
      </div>
    </div>
  )
}
