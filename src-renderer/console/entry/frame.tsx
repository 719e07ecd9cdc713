import type { ReactNode } from 'react'
import styles from './entry.module.css'

/** The name with its mark: a cue line and what it points at. */
export function Mark() {
  return (
    <span className={styles.mark}>
      <svg viewBox="0 0 24 24" width="1.5em" height="1.5em" aria-hidden="true">
        <path d="M4 4v16" stroke="currentcolor" strokeWidth="3" strokeLinecap="round" />
        <path
          d="M9 6.5v11a1 1 0 0 0 1.5.87l9.5-5.5a1 1 0 0 0 0-1.74l-9.5-5.5A1 1 0 0 0 9 6.5Z"
          fill="currentcolor"
        />
      </svg>
      Cueline
    </span>
  )
}

export type FrameProps = {
  readonly title: string
  readonly lead?: string
  /** Where we are in the wizard, counted from 0. */
  readonly step?: { readonly at: number; readonly of: number }
  /** For what has two columns. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** One card in the middle: everything before the night looks like this. */
export function Frame({ title, lead, step, wide = false, children }: FrameProps) {
  return (
    <main className={styles.page}>
      <div className={styles.card} data-wide={wide}>
        <div className={styles.top}>
          <Mark />
          {step && <Steps at={step.at} of={step.of} />}
        </div>
        <div className={styles.head}>
          <h1 className={styles.title}>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </div>
    </main>
  )
}

function Steps({ at, of }: { readonly at: number; readonly of: number }) {
  return (
    <div className={styles.dots} role="img" aria-label={`Step ${at + 1} of ${of}`}>
      {Array.from({ length: of }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is nothing but its place
        <span key={index} className={styles.dot} data-state={stateOf(index, at)} />
      ))}
    </div>
  )
}

function stateOf(index: number, at: number): 'done' | 'now' | 'later' {
  if (index === at) return 'now'
  return index < at ? 'done' : 'later'
}
