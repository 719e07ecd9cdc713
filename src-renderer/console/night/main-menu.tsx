import { CalendarDays, Keyboard, Menu, Moon, Music, Settings, Sun, UserRound, Wifi } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useState } from 'react'
import { useActions } from '../state/context.tsx'
import type { PanelName } from '../state/store.ts'
import { switchTheme, theme } from '../theme.ts'
import { Button } from '../ui/button.tsx'
import { panelWords } from '../words.ts'
import styles from './header.module.css'

const items = [
  { panel: 'nights', Icon: CalendarDays },
  { panel: 'settings', Icon: Settings },
  { panel: 'catalogue', Icon: Music },
  { panel: 'network', Icon: Wifi },
  { panel: 'account', Icon: UserRound },
  { panel: 'keys', Icon: Keyboard },
] as const satisfies readonly { panel: PanelName; Icon: typeof Menu }[]

export function MainMenu() {
  const { openPanel } = useActions()
  const [present, setPresent] = useState(theme())
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" shape="icon" aria-label="Menu">
          <Menu size={20} />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className={styles.menu} align="end" sideOffset={6} collisionPadding={8}>
        {items.map(({ panel, Icon }) => (
          <DropdownMenu.Item key={panel} className={styles.item} onSelect={() => openPanel(panel)}>
            <Icon size={18} aria-hidden="true" />
            {panelWords[panel]}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator className={styles.rule} />
        <DropdownMenu.Item className={styles.item} onSelect={() => setPresent(switchTheme())}>
          {present === 'dark' ? <Sun size={18} aria-hidden="true" /> : <Moon size={18} aria-hidden="true" />}
          {present === 'dark' ? 'Light, for setting up by day' : 'Dark, for the night'}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
