import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { CatalogueView } from '../../../src-main/contract/console-view.ts'
import { formatCount, plural } from '../../shared/format.ts'
import { detailOf, ScanProgress, titleOf } from '../night/music-card.tsx'
import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Problem } from '../ui/field.tsx'
import { MusicChoice } from '../wizard/music-choice.tsx'
import styles from './panels.module.css'

/** What guests search tonight: its state, what was left out and why, and another choice. */
export function CataloguePanel() {
  const { setCatalogue } = useActions()
  const catalogue = useNight((night) => night.catalogue)
  const source = useNight((night) => night.event.catalogue)
  const [setting, setSetting] = useState(false)

  async function change(next: typeof source): Promise<void> {
    setSetting(true)
    await setCatalogue(next)
    setSetting(false)
  }

  return (
    <>
      <div className={styles.group}>
        {catalogue.phase === 'failed' ? (
          <Problem>
            <strong>{titleOf(catalogue)}.</strong> {catalogue.refusal.words} Choose another below.
          </Problem>
        ) : (
          <div>
            <p className={styles.big}>{titleOf(catalogue)}</p>
            <p className={styles.muted}>{detailOf(catalogue)}</p>
          </div>
        )}
        {catalogue.phase === 'scanning' && <ScanProgress scan={catalogue} />}
        {(catalogue.phase === 'ready' || catalogue.phase === 'failed') && <Rescan catalogue={catalogue} />}
      </div>
      {catalogue.phase === 'ready' && catalogue.skippedCount > 0 && <Skipped catalogue={catalogue} />}
      <div className={styles.group} aria-busy={setting}>
        <h3 className={styles.groupTitle}>What guests can search</h3>
        <MusicChoice source={source} failed={catalogue.phase === 'failed'} onChange={change} />
      </div>
    </>
  )
}

function Rescan({
  catalogue,
}: {
  readonly catalogue: Extract<CatalogueView, { phase: 'ready' | 'failed' }>
}) {
  const { send } = useActions()
  return (
    <>
      {catalogue.phase === 'ready' && catalogue.partial && (
        <p>Reading stopped before the end. Guests find only what was read so far.</p>
      )}
      <div className={styles.buttons}>
        <Button onClick={() => send('catalogue.rescan', {})}>
          <RefreshCw size={16} aria-hidden="true" />
          Read again
        </Button>
      </div>
      {catalogue.phase === 'ready' && catalogue.watched && (
        <p className={`${styles.muted} ${styles.small}`}>New and changed files are noticed by themselves.</p>
      )}
    </>
  )
}

function Skipped({ catalogue }: { readonly catalogue: Extract<CatalogueView, { phase: 'ready' }> }) {
  const more = catalogue.skippedCount - catalogue.skipped.length
  return (
    <div className={styles.group}>
      <h3 className={styles.groupTitle}>{plural(catalogue.skippedCount, 'file')} left out</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className={styles.skipped} tabIndex={0} aria-label="Files left out">
        {catalogue.skipped.map((file) => (
          <li key={file.path}>
            {file.path}
            <div className={`${styles.muted} ${styles.small}`}>{file.reason}</div>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={styles.muted}>and {formatCount(more)} more</p>}
    </div>
  )
}
