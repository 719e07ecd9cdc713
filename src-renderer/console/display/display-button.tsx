import { MonitorOff, MonitorPlay } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Hint } from '../ui/hint.tsx'
import styles from './display.module.css'
import { DisplayCard } from './display-card.tsx'

/** Opens the display, and shows what the room sees and where; tells from afar when that is black. */
export function DisplayButton() {
  const { send, switchBlank } = useActions()
  const [shown, setShown] = useState(false)
  const open = useNight((night) => night.displayOpen)
  const blank = useNight((night) => night.displayBlank)
  const enabled = useNight((night) => night.event.pages.display)
  const Icon = blank ? MonitorOff : MonitorPlay

  function show(wanted: boolean): void {
    // A black one is to be shown again where it is: in browsers alone.
    if (wanted && !open && !blank) void send('shell.openDisplay', {})
    setShown(wanted)
  }

  return (
    <Popover.Root open={shown} onOpenChange={show}>
      <Hint words={displayWords({ open, blank, enabled })}>
        <Popover.Trigger asChild>
          <Button
            aria-label={blank ? 'Display: black' : 'Display'}
            look={open ? 'plain' : 'quiet'}
            className={styles.button}
            data-open={open}
            data-blank={blank}
          >
            <Icon size={18} aria-hidden="true" />
            <span className={styles.word}>{blank ? 'Black' : 'Display'}</span>
          </Button>
        </Popover.Trigger>
      </Hint>
      <Popover.Portal>
        <Popover.Content
          className={styles.card}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Display"
          // Right after opening it is where this key is needed.
          onKeyDown={({ key, repeat }) => key === '.' && !repeat && switchBlank()}
        >
          <DisplayCard onClosed={() => setShown(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type State = { readonly open: boolean; readonly blank: boolean; readonly enabled: boolean }

function displayWords({ open, blank, enabled }: State): string {
  if (blank) return 'The display is black: show it again (.)'
  if (!open) return 'Open the display for the room'
  return enabled ? 'What the room sees, and where' : 'The display is open, but its page is off in Settings'
}
