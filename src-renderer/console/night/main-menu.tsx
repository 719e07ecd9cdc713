import {
  AudioLines,
  CalendarDays,
  ChartColumn,
  FlaskConical,
  HeartPulse,
  History,
  Info,
  Keyboard,
  ListChecks,
  ListX,
  Mail,
  Menu,
  Moon,
  Music,
  Settings,
  Speaker,
  Star,
  Sun,
  UserRound,
  Users,
  UsersRound,
  Wifi,
} from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { useActions, useNight } from '../state/context.tsx'
import type { PanelName } from '../state/store.ts'
import { switchTheme, theme } from '../theme.ts'
import { Button } from '../ui/button.tsx'
import styles from '../ui/menu.module.css'
import { panelWords } from '../words.ts'

const items = [
  { panel: 'nights', Icon: CalendarDays },
  { panel: 'history', Icon: History },
  { panel: 'report', Icon: ChartColumn },
  { panel: 'readiness', Icon: ListChecks },
  { panel: 'health', Icon: HeartPulse },
  { panel: 'guests', Icon: Users },
  { panel: 'settings', Icon: Settings },
  { panel: 'rules', Icon: ListX },
  { panel: 'mustPlay', Icon: Star },
  { panel: 'catalogue', Icon: Music },
  { panel: 'spotify', Icon: AudioLines },
  { panel: 'sound', Icon: Speaker },
  { panel: 'network', Icon: Wifi },
  { panel: 'account', Icon: UserRound },
  { panel: 'people', Icon: UsersRound, superadmin: true },
  { panel: 'mail', Icon: Mail, superadmin: true },
  { panel: 'keys', Icon: Keyboard },
  { panel: 'about', Icon: Info },
] as const satisfies readonly { panel: PanelName; Icon: typeof Menu; superadmin?: true }[]

export function MainMenu() {
  const { openPanel, send } = useActions()
  const practising = useNight((night) => night.event.purpose === 'practice')
  const superadmin = useNight((night) => night.user.role === 'superadmin')
  const [present, setPresent] = useState(theme())
  const shown = items.filter((item) => superadmin || !('superadmin' in item))
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" shape="icon" aria-label="Menu">
          <Menu size={20} />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={styles.menu} align="end" sideOffset={6} collisionPadding={8}>
        {shown.map(({ panel, Icon }) => (
          <DropdownMenu.Item key={panel} className={styles.item} onSelect={() => openPanel(panel)}>
            <Icon size={18} aria-hidden="true" />
            {panelWords[panel]}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator className={styles.rule} />
        {!practising && (
          <DropdownMenu.Item className={styles.item} onSelect={() => void send('practice.start', {})}>
            <FlaskConical size={18} aria-hidden="true" />
            Practise with invented guests
          </DropdownMenu.Item>
        )}
        <DropdownMenu.Item className={styles.item} onSelect={() => setPresent(switchTheme())}>
          {present === 'dark' ? <Sun size={18} aria-hidden="true" /> : <Moon size={18} aria-hidden="true" />}
          {present === 'dark' ? 'Light, for setting up by day' : 'Dark, for the night'}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
