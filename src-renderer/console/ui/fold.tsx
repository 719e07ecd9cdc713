import { ChevronDown } from 'lucide-react'
import { Collapsible } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './fold.module.css'

export type FoldProps = {
  readonly title: string
  /** The state of what is inside, readable while it is folded. */
  readonly summary?: string
  readonly children: ReactNode
}

/** A group that stays folded until it is wanted, so that its panel stays calm. */
export function Fold({ title, summary, children }: FoldProps) {
  return (
    <Collapsible.Root className={styles.fold}>
      <h3 className={styles.head}>
        <Collapsible.Trigger className={styles.trigger}>
          <span className={styles.title}>{title}</span>
          {summary !== undefined && <span className={styles.summary}>{summary}</span>}
          <ChevronDown size={18} aria-hidden="true" />
        </Collapsible.Trigger>
      </h3>
      <Collapsible.Content className={styles.body}>{children}</Collapsible.Content>
    </Collapsible.Root>
  )
}
