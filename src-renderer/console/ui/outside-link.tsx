import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './controls.module.css'

export type OutsideLinkProps = { readonly href: string; readonly children: ReactNode }

/** Leads out of the app, into the person's own browser; the shell opens `https:` only. */
export function OutsideLink({ href, children }: OutsideLinkProps) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={styles.button} data-look="plain">
      {children}
      <ExternalLink size={16} aria-hidden="true" />
    </a>
  )
}
