import { ListPlus } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useRef, useState } from 'react'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import menu from '../ui/menu.module.css'
import styles from './notices.module.css'
import { readyMade } from './words.ts'

/** Ready-made lines and the DJ's own last ones, to be sent as they are or changed first. */
export function LinesMenu({ onChoose }: { readonly onChoose: (line: string) => void }) {
  const { ask } = useActions()
  const [own, setOwn] = useState<readonly string[]>([])
  const chosen = useRef<string | null>(null)

  /** Without an answer the ready-made ones are there all the same. */
  async function look(open: boolean): Promise<void> {
    if (!open) return
    chosen.current = null
    const answer = await ask('notice.lines', {})
    if (answer.ok) setOwn(answer.value.lines.filter((line) => !readyMade.some((ready) => ready === line)))
  }

  /** The focus goes to the field, not back to the button. */
  function onClose(event: Event): void {
    if (chosen.current === null) return
    event.preventDefault()
    onChoose(chosen.current)
  }

  function group(title: string, lines: readonly string[]) {
    return (
      <DropdownMenu.Group>
        <DropdownMenu.Label className={styles.menuTitle}>{title}</DropdownMenu.Label>
        {lines.map((line) => (
          <DropdownMenu.Item
            key={line}
            className={menu.item}
            onSelect={() => {
              chosen.current = line
            }}
          >
            <span className={styles.menuLine}>{line}</span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Group>
    )
  }

  return (
    <DropdownMenu.Root modal={false} onOpenChange={look}>
      <DropdownMenu.Trigger asChild>
        <Button look="quiet" shape="icon" aria-label="Ready-made lines">
          <ListPlus size={18} />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className={[menu.menu, styles.menu].join(' ')}
        align="end"
        sideOffset={6}
        collisionPadding={8}
        onCloseAutoFocus={onClose}
      >
        {group('Ready-made', readyMade)}
        {own.length > 0 && <DropdownMenu.Separator className={menu.rule} />}
        {own.length > 0 && group('Sent before', own)}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  )
}
