import { plural } from '../../shared/format.ts'
import { AssignImported, type AssignImportedProps } from '../panels/assign-imported.tsx'
import { useUser } from '../state/context.tsx'
import styles from './night-history.module.css'

/** Requests of the earlier app, which did not say whose they were; a superadmin can. */
export function ImportedRequests(props: AssignImportedProps) {
  const user = useUser()
  if (user?.role === 'superadmin') return <AssignImported {...props} />
  return <p className={styles.imported}>{plural(props.count, 'request')} came from the earlier app.</p>
}
