import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { formatAge } from '../../shared/format.ts'
import styles from './inbox.module.css'

export type RuleMarkProps = {
  readonly rule: NonNullable<ConsoleRequest['rule']>
  readonly now: number
}

/** `Rule: artist played 12 min ago`: words to decide by, that stop nobody. */
export function RuleMark({ rule: { words, since }, now }: RuleMarkProps) {
  return <span className={styles.rule}>Rule: {since === null ? words : `${words} ${ago(since, now)}`}</span>
}

function ago(then: number, now: number): string {
  const age = formatAge(then, now)
  return age === 'now' ? 'just now' : `${age} ago`
}
