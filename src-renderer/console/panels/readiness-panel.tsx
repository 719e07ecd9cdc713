import { CircleCheck, CircleDashed, CircleX, LoaderCircle, Radio, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReadinessLine, ReadinessPart, ReadinessView } from '../../../src-main/contract/readiness.ts'
import { plural } from '../../shared/format.ts'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Silent } from '../ui/hint.tsx'
import { Remedy } from './health/remedy.tsx'
import type { HealthPart } from './health-panel.tsx'
import { SelfTestGroup } from './network/self-test-group.tsx'
import styles from './panels.module.css'
import own from './readiness.module.css'

/** What is tried, and which remedy helps. */
const parts: Readonly<Record<ReadinessPart, { readonly label: string; readonly remedy: HealthPart | null }>> =
  {
    database: { label: 'Database', remedy: 'database' },
    disk: { label: 'Disk', remedy: 'disk' },
    music: { label: 'Music', remedy: 'music' },
    page: { label: 'The guests’ page', remedy: 'network' },
    request: { label: 'A request, all the way', remedy: null },
    display: { label: 'Display', remedy: 'display' },
    awake: { label: 'Staying awake', remedy: null },
    spotify: { label: 'Spotify', remedy: 'spotify' },
    clock: { label: 'Clock', remedy: 'clock' },
  }

const stateWords: Readonly<Record<ReadinessLine['state'], string>> = {
  waiting: 'not tried yet',
  running: 'being tried',
  ok: 'fine',
  attention: 'needs attention',
  down: 'not working',
}

/** Tries what a night needs, line by line, and goes live: by one key when all is fine, all the same when it is not. */
export function ReadinessPanel() {
  const { send } = useActions()
  const readiness = useNight((night) => night.readiness)
  const live = useNight((night) => night.event.status === 'live')
  const asked = useRef(false)
  useEffect(() => {
    if (readiness !== null || asked.current) return
    asked.current = true
    void send('readiness.check', {})
  }, [readiness, send])
  return (
    <>
      <section className={styles.group} aria-label="What a night needs">
        <p className={styles.big} role="status">
          {summaryOf(readiness)}
        </p>
        <ul className={own.lines}>
          {readiness?.lines.map((line) => (
            <Line key={line.part} line={line} />
          ))}
        </ul>
        <Foot readiness={readiness} live={live} />
      </section>
      <SelfTestGroup />
    </>
  )
}

function summaryOf(readiness: ReadinessView | null): string {
  if (readiness === null) return 'Trying everything…'
  const { lines, running } = readiness
  const tried = lines.filter(({ state }) => state !== 'waiting' && state !== 'running').length
  if (running) return `Trying everything: ${tried} of ${lines.length}`
  const wrong = lines.filter(({ state }) => state !== 'ok').length
  return wrong === 0 ? 'Everything is ready' : `${plural(wrong, 'thing')} to look at`
}

function Line({ line: { part, state, words } }: { readonly line: ReadinessLine }) {
  const { label, remedy } = parts[part]
  const Icon = {
    waiting: CircleDashed,
    running: LoaderCircle,
    ok: CircleCheck,
    attention: TriangleAlert,
    down: CircleX,
  }[state]
  const wrong = state === 'attention' || state === 'down'
  return (
    <li className={styles.healthRow} data-state={state}>
      <Icon size={20} aria-hidden="true" className={state === 'running' ? own.turning : undefined} />
      <div className={styles.row}>
        <p>
          <strong>{label}</strong>
          <Silent>: {stateWords[state]}</Silent>
          {words !== '' && <br />}
          <span className={state === 'ok' ? styles.muted : undefined}>{words}</span>
        </p>
        {wrong && remedy !== null && (
          <div className={styles.buttons}>
            <Remedy part={remedy} />
          </div>
        )}
      </div>
    </li>
  )
}

type FootProps = { readonly readiness: ReadinessView | null; readonly live: boolean }

function Foot({ readiness, live }: FootProps) {
  const { openPanel, send, setStatus } = useActions()
  const [busy, setBusy] = useState(false)
  const goLive = useRef<HTMLButtonElement>(null)
  const over = readiness?.running === false
  const fine = over && readiness.lines.every(({ state }) => state === 'ok')
  // Then Enter goes live. Not before: the key that opened this may still be down.
  useEffect(() => {
    if (over) goLive.current?.focus()
  }, [over])

  async function start(): Promise<void> {
    setBusy(true)
    const done = await setStatus('live')
    setBusy(false)
    if (done) openPanel(null)
  }

  return (
    <div className={styles.buttons}>
      {!live && (
        <Button ref={goLive} look={fine ? 'primary' : 'plain'} size="large" disabled={busy} onClick={start}>
          <Radio size={18} aria-hidden="true" />
          {fine ? 'Go live' : 'Go live anyway'}
        </Button>
      )}
      {over && (
        <Button look="quiet" size="large" onClick={() => send('readiness.check', {})}>
          Try again
        </Button>
      )}
    </div>
  )
}
