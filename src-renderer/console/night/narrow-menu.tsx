import { Check, ListFilter } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { mixReference, type Narrowing, narrowings } from '../state/narrowings.ts'
import { Button, Keycap } from '../ui/button.tsx'
import menu from '../ui/menu.module.css'
import { narrowingWords as words } from '../words.ts'
import styles from './narrow-menu.module.css'

/** Narrows the list to what the DJ is after right now. */
export function NarrowMenu() {
  const chosen = useConsoleState((state) => state.narrowed)
  const [only] = chosen
  const label =
    only === undefined ? 'Show only' : chosen.length === 1 ? words[only] : `${chosen.length} filters`
  return (
    <div className={styles.box}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button
            id="narrow-requests"
            look={only === undefined ? 'quiet' : 'plain'}
            className={styles.trigger}
            data-on={only !== undefined}
            aria-label={
              only === undefined
                ? 'Show only some'
                : `Shown only: ${chosen.map((one) => words[one]).join(', ')}`
            }
            title="Show only some (S)"
          >
            <ListFilter size={16} aria-hidden="true" />
            <span className={styles.label}>{label}</span>
            {only === undefined && <Keycap>S</Keycap>}
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={6} collisionPadding={8}>
          {narrowings.map((one) => (
            <Choice key={one} narrowing={one} on={chosen.includes(one)} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </div>
  )
}

function Choice({ narrowing, on }: { readonly narrowing: Narrowing; readonly on: boolean }) {
  const { narrow } = useActions()
  const chosen = useConsoleState((state) => state.narrowed)
  const reference = useNight((night) => mixReference(night)?.title ?? null)
  return (
    <DropdownMenu.CheckboxItem
      className={menu.item}
      checked={on}
      // Several can be chosen in one go.
      onSelect={(event) => event.preventDefault()}
      onCheckedChange={() => narrow(on ? chosen.filter((one) => one !== narrowing) : [...chosen, narrowing])}
    >
      <span className={styles.tick}>{on && <Check size={16} aria-hidden="true" />}</span>
      <span className={styles.words}>
        {words[narrowing]}
        {narrowing === 'fits' && reference !== null && (
          <span className={styles.reference}>“{reference}”</span>
        )}
      </span>
    </DropdownMenu.CheckboxItem>
  )
}
