import { Keycap } from '../ui/button.tsx'
import styles from './snackbar.module.css'

export type UsualLinesProps = {
  readonly label: string
  readonly lines: readonly string[]
  readonly onChoose: (line: string) => unknown
}

/** What a guest is told again and again, each by its digit or a click. */
export function UsualLines({ label, lines, onChoose }: UsualLinesProps) {
  return (
    <ul className={styles.lines} aria-label={label}>
      {lines.map((line, index) => (
        <li key={line}>
          <button type="button" className={styles.line} onClick={() => onChoose(line)}>
            <Keycap>{String(index + 1)}</Keycap>
            {line}
          </button>
        </li>
      ))}
    </ul>
  )
}
