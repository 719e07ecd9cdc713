import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './side-panel.module.css'

export type SidePanelProps = {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Depth on demand, at the right edge; Escape or a click beside it closes. The focus returns where it was. */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content
          className={styles.panel}
          aria-describedby={undefined}
          onInteractOutside={(event) => isMessage(event.target) && event.preventDefault()}
          onEscapeKeyDown={(event) => isDraft(event.target) && event.preventDefault()}
        >
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="quiet" shape="icon" aria-label="Close">
                <X size={20} />
              </Button>
            </Dialog.Close>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={styles.body} tabIndex={0} aria-label={title}>
            {children}
          </section>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** In a field with unsaved words Escape gives up the words, not the panel. */
function isDraft(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset.draft === 'true'
}

/** What a message offers is about what the panel shows: taking it leaves the panel open. */
function isMessage(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-toasts]') !== null
}
