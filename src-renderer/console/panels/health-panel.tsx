import { CircleCheck, CircleX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Health, NightView } from '../../../src-main/contract/console-view.ts'
import { WayOutButton } from '../spotify/problem-notice.tsx'
import { useActions, useNight, useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { pinWords } from '../words.ts'
import styles from './panels.module.css'

const labels: Readonly<Record<keyof NightView['health'], string>> = {
  database: 'Database',
  network: 'Network',
  music: 'Music',
  keychain: 'Keychain',
  spotify: 'Spotify',
}

/** Each part in words, with what mends it. */
export function HealthPanel() {
  const { openPanel, rotatePin, send } = useActions()
  const door = useNight((night) => night.door)
  const health = useNight((night) => night.health)
  const problem = useSpotify((spotify) => spotify.problem)
  return (
    <>
      <Row label={labels.database} health={health.database}>
        {health.database.state !== 'ok' && <Button onClick={() => send('shell.retry', {})}>Try again</Button>}
      </Row>
      <Row label={labels.network} health={health.network}>
        <Button onClick={() => openPanel('network')}>Show the network</Button>
      </Row>
      <Row label="PIN" health={{ state: door.guessing ? 'attention' : 'ok', words: pinWords(door) }}>
        {door.guessing && <Button onClick={() => rotatePin()}>New PIN</Button>}
      </Row>
      <Row label={labels.music} health={health.music}>
        <Button onClick={() => openPanel('catalogue')}>Show the music</Button>
      </Row>
      <Row label={labels.keychain} health={health.keychain} />
      {health.spotify !== null && (
        <Row label={labels.spotify} health={health.spotify}>
          {problem !== null && (
            <WayOutButton wayOut={problem.wayOut} onChooseDevice={() => openPanel('spotify')} />
          )}
          <Button onClick={() => openPanel('spotify')}>Show Spotify</Button>
        </Row>
      )}
    </>
  )
}

type RowProps = { readonly label: string; readonly health: Health; readonly children?: ReactNode }

function Row({ label, health, children }: RowProps) {
  const Icon = { ok: CircleCheck, attention: TriangleAlert, down: CircleX }[health.state]
  return (
    <div className={styles.healthRow} data-state={health.state}>
      <Icon size={20} aria-hidden="true" />
      <div className={styles.group}>
        <p>
          <strong>{label}</strong>
          <br />
          {health.words}
        </p>
        <div className={styles.buttons}>{children}</div>
      </div>
    </div>
  )
}
