import { ShieldCheck } from 'lucide-react'
import type { ConsoleView, MigrationReport } from '../../../src-main/contract/console-view.ts'
import { plural } from '../../shared/format.ts'
import { useActions } from '../state/context.tsx'
import { useAsking } from '../state/use-asking.ts'
import { AskButton } from '../ui/ask-button.tsx'
import { Problem } from '../ui/field.tsx'
import { Fold } from '../ui/fold.tsx'
import entry from './entry.module.css'
import { Frame } from './frame.tsx'
import styles from './migration.module.css'
import { TableCounts } from './table-counts.tsx'

export type MigrationProps = Extract<ConsoleView, { phase: 'migration' }>

/** The database is of an older kind: what is in it, what would be done, and nothing of it before the DJ agrees. */
export function Migration({ report, step, problem }: MigrationProps) {
  return (
    <Frame
      title={step === null ? 'This database needs an update before tonight' : 'Updating the database'}
      lead="It was made by an earlier version. Everything in it comes along."
      wide
    >
      {problem !== null && step === null && (
        <Problem>
          {problem}
          <p>Nothing was changed: the database is as it was.</p>
        </Problem>
      )}
      <div className={styles.columns}>
        <div className={styles.found}>
          <h2 className={styles.heading}>{report.place}</h2>
          <TableCounts tables={report.tables} />
        </div>
        {report.findings.length > 0 && <Findings findings={report.findings} />}
      </div>
      {report.steps.length > 0 && (
        <Fold title="What will be done" summary={plural(report.steps.length, 'step')}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <ol className={styles.steps} tabIndex={0} aria-label="What will be done">
            {report.steps.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </Fold>
      )}
      {step === null ? <Agreement /> : <Progress step={step} />}
    </Frame>
  )
}

function Findings({ findings }: Pick<MigrationReport, 'findings'>) {
  return (
    <div className={styles.found}>
      <h2 className={styles.heading}>{plural(findings.length, 'thing')} to know</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className={styles.findings} tabIndex={0} aria-label="What was found">
        {findings.map((finding) => (
          <li key={finding}>{finding}</li>
        ))}
      </ul>
    </div>
  )
}

function Agreement() {
  const { ask } = useActions()
  const asking = useAsking()
  return (
    <>
      <p className={styles.promise}>
        <ShieldCheck size={20} aria-hidden="true" />
        <span>
          First a copy of everything is written and checked. Nothing is lost, and nothing happens before you
          agree.
        </span>
      </p>
      {asking.problem !== null && <Problem>{asking.problem}</Problem>}
      <div className={entry.foot}>
        <AskButton
          asking={asking}
          look="primary"
          size="large"
          onClick={() => asking.run(() => ask('shell.migrate', {}))}
        >
          Update the database
        </AskButton>
        <AskButton
          asking={asking}
          look="quiet"
          size="large"
          onClick={() => asking.run(() => ask('shell.retry', {}))}
        >
          Look again
        </AskButton>
      </div>
    </>
  )
}

function Progress({ step }: { readonly step: string }) {
  return (
    <div className={styles.progress}>
      <div className={entry.pulse} />
      <p role="status">{step}</p>
      <p className={styles.calm}>Leave the console open until this is done.</p>
    </div>
  )
}
