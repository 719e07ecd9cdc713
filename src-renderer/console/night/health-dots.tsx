import {
  AudioLines,
  CircleCheck,
  CircleX,
  Clock,
  Database,
  HardDrive,
  KeyRound,
  MonitorOff,
  Music,
  Smartphone,
  TriangleAlert,
  Wifi,
} from 'lucide-react'
import type { Health, NightView } from '../../../src-main/contract/console-view.ts'
import { useActions, useNight } from '../state/context.tsx'
import type { PanelName } from '../state/store.ts'
import { Hint } from '../ui/hint.tsx'
import styles from './header.module.css'
import { useNetworkNews } from './use-network-news.ts'

type Part = keyof NightView['health']

const parts = [
  { part: 'database', label: 'Database', Icon: Database, panel: 'health' },
  { part: 'network', label: 'Network', Icon: Wifi, panel: 'network' },
  { part: 'music', label: 'Music', Icon: Music, panel: 'catalogue' },
  { part: 'keychain', label: 'Keychain', Icon: KeyRound, panel: 'health' },
  { part: 'spotify', label: 'Spotify', Icon: AudioLines, panel: 'spotify' },
  { part: 'display', label: 'Display', Icon: MonitorOff, panel: 'health', quiet: true },
  { part: 'pages', label: 'Phones', Icon: Smartphone, panel: 'health', quiet: true },
  { part: 'disk', label: 'Disk', Icon: HardDrive, panel: 'health', quiet: true },
  { part: 'clock', label: 'Clock', Icon: Clock, panel: 'health', quiet: true },
] as const satisfies readonly {
  part: Part
  label: string
  Icon: typeof Wifi
  panel: PanelName
  /** Shown only when something is wrong with it. */
  quiet?: true
}[]

const stateWords = { ok: 'fine', attention: 'needs attention', down: 'not working' } as const

/** Four small pictures, five with Spotify, more when more is wrong: shape and colour tell the state, hover tells it in words, a click opens what mends it. */
export function HealthDots() {
  const { openPanel } = useActions()
  const health = useNight((night) => night.health)
  useNetworkNews()
  return (
    <div className={styles.health}>
      {parts.map(({ part, label, Icon, panel, ...rest }) => {
        const present = health[part]
        const isQuiet = 'quiet' in rest && present?.state === 'ok'
        return (
          present !== null &&
          !isQuiet && (
            <Hint key={part} words={`${label}: ${present.words}`}>
              <button
                type="button"
                className={styles.dot}
                data-state={present.state}
                aria-label={`${label}: ${stateWords[present.state]}`}
                onClick={() => openPanel(panel)}
              >
                <Icon size={18} aria-hidden="true" />
                <HealthBadge state={present.state} />
              </button>
            </Hint>
          )
        )
      })}
    </div>
  )
}

export function HealthBadge({ state }: { readonly state: Health['state'] }) {
  const Icon = { ok: CircleCheck, attention: TriangleAlert, down: CircleX }[state]
  return (
    <span className={styles.badge} data-state={state}>
      <Icon size={12} strokeWidth={3} aria-hidden="true" />
    </span>
  )
}
