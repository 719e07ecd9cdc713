import type { ReactNode } from 'react'
import styles from './title-line.module.css'

export type TitleLineProps = {
  readonly title: string
  readonly explicit: boolean | null
  readonly className?: string | undefined
  readonly children?: ReactNode
}

/** The title of a song in a row, as much of it as there is room for, then what it is marked with. */
export function TitleLine({ title, explicit, className = '', children }: TitleLineProps) {
  return (
    <div className={`${styles.line} ${className}`}>
      <span className={styles.title}>{title}</span>
      {explicit === true && (
        <abbr className={styles.mark} title="Explicit">
          E
        </abbr>
      )}
      {children}
    </div>
  )
}
