import { CircleX, FileMusic, Music } from 'lucide-react'
import type { CatalogueView } from '../../../src-main/contract/console-view.ts'
import { formatCount, plural } from '../../shared/format.ts'
import { isSearched } from '../spotify/words.ts'
import { useActions, useNight, useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { lastPart } from '../words.ts'
import styles from './music.module.css'
import night from './night.module.css'

/** The catalogue in one card: how many songs, how far the scan is, or what is wrong. */
export function MusicCard() {
  const { openPanel } = useActions()
  const catalogue = useNight((present) => present.catalogue)
  const withSpotify = useSpotify(isSearched)
  return (
    <section className={[night.pane, styles.card].join(' ')} aria-label="Music">
      <div className={styles.line}>
        {catalogue.phase === 'failed' ? (
          <CircleX size={18} className={styles.bad} aria-hidden="true" />
        ) : catalogue.phase === 'none' ? (
          <Music size={18} aria-hidden="true" />
        ) : (
          <FileMusic size={18} aria-hidden="true" />
        )}
        <div className={styles.words} data-phase={catalogue.phase}>
          <p className={styles.title}>{titleOf(catalogue)}</p>
          <p className={styles.detail}>{detailOf(catalogue)}</p>
          {withSpotify && <p className={styles.detail}>Spotify is searched, too.</p>}
        </div>
        <Button look="quiet" onClick={() => openPanel('catalogue')}>
          {catalogue.phase === 'failed' || catalogue.phase === 'none' ? 'Choose' : 'Show'}
        </Button>
      </div>
      {catalogue.phase === 'scanning' && <ScanProgress scan={catalogue} />}
    </section>
  )
}

export type ScanProgressProps = { readonly scan: Extract<CatalogueView, { phase: 'scanning' }> }

export function ScanProgress({ scan }: ScanProgressProps) {
  const { send } = useActions()
  const { filesDone, filesTotal } = scan
  return (
    <div className={styles.scan}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label="Reading the music"
        aria-valuemin={0}
        {...(filesTotal === null ? {} : { 'aria-valuemax': filesTotal, 'aria-valuenow': filesDone })}
      >
        <div
          className={styles.done}
          data-unknown={filesTotal === null}
          style={{ width: filesTotal ? `${(100 * filesDone) / filesTotal}%` : '100%' }}
        />
      </div>
      <Button onClick={() => send('catalogue.cancel', {})}>Cancel</Button>
    </div>
  )
}

export function titleOf(catalogue: CatalogueView): string {
  switch (catalogue.phase) {
    case 'none':
      return 'Guests type freely'
    case 'scanning':
      return `Reading “${lastPart(catalogue.source.path)}”`
    case 'ready':
      return plural(catalogue.songs, 'song')
    case 'failed':
      return `“${lastPart(catalogue.source.path)}” does not work`
  }
}

export function detailOf(catalogue: CatalogueView): string {
  switch (catalogue.phase) {
    case 'none':
      return 'They write what they wish for.'
    case 'scanning':
      return `${progressWords(catalogue)} · ${plural(catalogue.songs, 'song')}`
    case 'ready':
      return [
        lastPart(catalogue.source.path),
        catalogue.partial ? 'not read to the end' : '',
        catalogue.skippedCount > 0 ? `${formatCount(catalogue.skippedCount)} skipped` : '',
      ]
        .filter(Boolean)
        .join(' · ')
    case 'failed':
      return catalogue.refusal.words
  }
}

function progressWords({ filesDone, filesTotal }: ScanProgressProps['scan']): string {
  if (filesTotal === null) return plural(filesDone, 'file')
  return `${formatCount(filesDone)} of ${plural(filesTotal, 'file')}`
}
