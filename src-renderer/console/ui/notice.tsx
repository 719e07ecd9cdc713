import { CircleCheck, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './controls.module.css'

export type NoticeProps = { readonly look?: 'info' | 'done'; readonly children: ReactNode }

/** Something to know, or that went well; read out when there is a moment. */
export function Notice({ look = 'info', children }: NoticeProps) {
  const Icon = { info: Info, done: CircleCheck }[look]
  return (
    <div role="status" className={styles.notice} data-look={look}>
      <Icon size={18} aria-hidden="true" />
      <div>{children}</div>
    </div>
  )
}
