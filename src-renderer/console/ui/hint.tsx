import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './controls.module.css'

export type HintProps = { readonly words: string; readonly children: ReactNode }

/** Words on hover and on focus, for what shows only a picture. */
export function Hint({ words, children }: HintProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className={styles.hintBubble} sideOffset={6} collisionPadding={8}>
          {words}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

/** For screen readers alone. */
export function Silent({ children }: { readonly children: ReactNode }) {
  return <span className={styles.silent}>{children}</span>
}
