import {
  Archive,
  ArchiveRestore,
  CircleStop,
  CopyPlus,
  EllipsisVertical,
  History,
  LogIn,
  RotateCcw,
} from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import menu from '../ui/menu.module.css'
import type { NightRowProps } from './night-row.tsx'

/** What can be done with one night, as far as its state lets it. */
export function NightMenu({ event, isOpen, onLook, onNewFrom }: NightRowProps) {
  const { openNight, endNight, reopenNight, archiveNight } = useActions()
  const isEnded = event.endedAt !== null
  const isArchived = event.archivedAt !== null
  const items = [
    { words: 'Open', Icon: LogIn, run: () => openNight(event), offered: !isOpen && !isEnded },
    { words: 'Reopen', Icon: RotateCcw, run: () => reopenNight(event), offered: isEnded },
    { words: 'Look', Icon: History, run: onLook, offered: true },
    { words: 'New from this', Icon: CopyPlus, run: onNewFrom, offered: true },
    { words: 'End', Icon: CircleStop, run: () => endNight(event), offered: !isEnded },
    {
      words: 'Archive',
      Icon: Archive,
      run: () => archiveNight(event, true),
      offered: !isArchived && (isEnded || event.status === 'offline'),
    },
    {
      words: 'Back into the list',
      Icon: ArchiveRestore,
      run: () => archiveNight(event, false),
      offered: isArchived,
    },
  ]
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" shape="icon" aria-label={`More about ${event.title}`}>
          <EllipsisVertical size={18} aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          {items
            .filter(({ offered }) => offered)
            .map(({ words, Icon, run }) => (
              <DropdownMenu.Item key={words} className={menu.item} onSelect={() => run()}>
                <Icon size={18} aria-hidden="true" />
                {words}
              </DropdownMenu.Item>
            ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
