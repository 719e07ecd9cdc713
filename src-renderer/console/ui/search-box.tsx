import type { ReactNode } from 'react'
import styles from './search-box.module.css'

/** Around a field that is typed into to find something: its sign before it, its key and buttons behind it. */
export function SearchBox({ children }: { readonly children: ReactNode }) {
  return <div className={styles.box}>{children}</div>
}
