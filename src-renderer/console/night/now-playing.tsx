import { SkipForward } from 'lucide-react'
import { useId } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { Cover } from '../../shared/cover.tsx'
import { formatDuration, formatNames } from '../../shared/format.ts'
import { useNow } from '../../shared/use-now.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import night from './night.module.css'
import styles from './playing.module.css'

/** What the room hears, as the DJ set it by hand. */
export function NowPlaying() {
  const song = useNight((present) => present.nowPlaying)
  const waiting = useNight((present) => present.queue.length > 0)
  const title = useId()
  return (
    <section className={[night.pane, styles.pane].join(' ')} aria-labelledby={title}>
      <div className={night.paneHead}>
        <h2 className={night.paneTitle} id={title}>
          Now playing
        </h2>
      </div>
      {song === null ? <Nothing waiting={waiting} /> : <Playing song={song} waiting={waiting} />}
    </section>
  )
}

function Nothing({ waiting }: { readonly waiting: boolean }) {
  const { playNextSong } = useActions()
  return (
    <div className={styles.nothing}>
      <p>
        {waiting
          ? 'Nothing is set as playing. Start the next song here when you start it on your decks.'
          : 'Nothing is set as playing. Approve a song, then start it here.'}
      </p>
      {waiting && (
        <Button look="primary" size="large" onClick={() => playNextSong()}>
          <SkipForward size={18} aria-hidden="true" />
          Start the next song
        </Button>
      )}
    </div>
  )
}

function Playing({ song, waiting }: { readonly song: ConsoleRequest; readonly waiting: boolean }) {
  const { playNextSong, finishSong } = useActions()
  return (
    <div className={styles.playing}>
      <Cover url={song.artworkUrl} title={song.title} className={styles.cover} />
      <div className={styles.words}>
        <h3 className={styles.title}>{song.title}</h3>
        <p className={styles.artist}>{song.artist}</p>
        {song.nickname !== '' && (
          <p className={styles.asked}>asked by {formatNames(song.nickname, song.voters)}</p>
        )}
      </div>
      <Progress durationMs={song.durationMs} />
      <div className={styles.buttons}>
        <Button
          look={waiting ? 'primary' : 'plain'}
          size="large"
          disabled={!waiting}
          onClick={() => playNextSong()}
        >
          <SkipForward size={18} aria-hidden="true" />
          Next song
          <Keycap>Space</Keycap>
        </Button>
        <Button look="quiet" className={styles.finished} onClick={() => finishSong()}>
          Finished
        </Button>
      </div>
    </div>
  )
}

function Progress({ durationMs }: { readonly durationMs: number | null }) {
  const now = useNow(500)
  const elapsedThen = useNight((present) => present.elapsedMs)
  const receivedAt = useConsoleState((state) => state.receivedAt)
  const gone = elapsedThen + Math.max(0, now - receivedAt)
  const elapsed = durationMs === null ? gone : Math.min(gone, durationMs)
  return (
    <div className={styles.progress}>
      {durationMs !== null && (
        <div
          className={styles.bar}
          role="progressbar"
          aria-label="How far the song is"
          aria-valuemin={0}
          aria-valuemax={Math.round(durationMs / 1000)}
          aria-valuenow={Math.round(elapsed / 1000)}
          aria-valuetext={`${formatDuration(elapsed)} of ${formatDuration(durationMs)}`}
        >
          <div className={styles.done} style={{ width: `${(100 * elapsed) / durationMs}%` }} />
        </div>
      )}
      <div className={styles.times}>
        <span>{formatDuration(elapsed)}</span>
        {durationMs !== null && <span>{formatDuration(durationMs)}</span>}
      </div>
    </div>
  )
}
