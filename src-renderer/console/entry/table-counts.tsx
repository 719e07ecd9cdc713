import type { MigrationReport } from '../../../src-main/contract/console-view.ts'
import { formatCount } from '../../shared/format.ts'
import styles from './migration.module.css'

/** What a database holds, table by table. */
export function TableCounts({ tables }: Pick<MigrationReport, 'tables'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Tables in this database">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Table</th>
            <th scope="col">Rows</th>
          </tr>
        </thead>
        <tbody>
          {tables.map(({ name, rows }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{formatCount(rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
