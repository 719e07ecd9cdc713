import { plural } from '../../shared/format.ts'
import styles from './night-history.module.css'

export type ImportedRequestsProps = { readonly eventId: string; readonly count: number }

/** Requests of the earlier app, which did not say whose they were. */
export function ImportedRequests({ count }: ImportedRequestsProps) {
  return <p className={styles.imported}>{plural(count, 'request')} came from the earlier app.</p>
}
