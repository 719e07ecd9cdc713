import { Check, Scale } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useActions, useNight } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import { mainPart } from '../ui/main-part.ts'
import menu from '../ui/menu.module.css'
import styles from './queue.module.css'

/** Whether guests take turns, and the way to put what waits in turns. */
export function FairOrder() {
  const { arrangeQueue, switchFairOrder } = useActions()
  const on = useNight(({ event }) => event.fairOrder)
  const waiting = useNight(({ queue }) => queue.length)
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button
          look="quiet"
          className={styles.fair}
          data-on={on}
          aria-label={`Fair order: ${on ? 'on' : 'off'}`}
          title={on ? 'Fair order: guests take turns' : 'In the order of approving'}
        >
          <Scale size={16} aria-hidden="true" />
          <span className={styles.fairWord}>Fair</span>
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={mainPart()}>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} collisionPadding={8}>
          <DropdownMenu.CheckboxItem
            className={menu.item}
            checked={on}
            onCheckedChange={() => void switchFairOrder()}
          >
            <Keycap>F</Keycap>
            Guests take turns
            {on && <Check size={16} aria-hidden="true" />}
          </DropdownMenu.CheckboxItem>
          <DropdownMenu.Item
            className={menu.item}
            disabled={waiting < 3}
            onSelect={() => void arrangeQueue()}
          >
            <Keycap>⇧F</Keycap>
            Arrange up next in turns
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
