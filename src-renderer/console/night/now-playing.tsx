import { SkipForward } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { ConsoleRequest } from '../../../src-main/contract/console-view.ts'
import { Cover } from '../../shared/cover.tsx'
import { formatDuration, formatNames } from '../../shared/format.ts'
import { useNow } from '../../shared/use-now.ts'
import { Listening } from '../player/listening.tsx'
import { LocalPlayer } from '../player/local-player.tsx'
import { SpotifyPlayer } from '../player/spotify-player.tsx'
import { ListenLink } from '../spotify/listen-link.tsx'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import night from './night.module.css'
import styles from './playing.module.css'

const byPlayer = { hand: ByHand, local: ByComputer, spotify: BySpotify } as const

/** What the room hears: as the DJ set it by hand, or as tonight's player says it. */
export function NowPlaying() {
  const Player = byPlayer[useNight((present) => present.spotify.player)]
  const title = useId()
  return (
    <section className={[night.pane, styles.pane].join(' ')} aria-labelledby={title}>
      <div className={night.paneHead}>
        <h2 className={night.paneTitle} id={title}>
          Now playing
        </h2>
      </div>
      <Listening />
      <Player />
    </section>
  )
}

function ByHand() {
  const { playNextSong } = useActions()
  const song = useNight((present) => present.nowPlaying)
  const waiting = useNight((present) => present.queue.length > 0)
  if (song === null) return <Nothing waiting={waiting} />
  return (
    <div className={styles.playing}>
      <Song song={song} />
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
        <Finished />
      </div>
      <PlayByItself />
    </div>
  )
}

/** What the DJ started by hand can go on here; a song without a file stands above what this computer does. */
function ByComputer() {
  const song = useNight((present) => present.nowPlaying)
  const sounds = useNight((present) => present.player.head !== null)
  const waiting = useNight((present) => present.queue.length > 0)
  return (
    <div className={[styles.playing, styles.roomy].join(' ')}>
      {song === null ? (
        <p className={styles.quiet}>{quietWords(waiting)}</p>
      ) : (
        <Song song={song}>
          {!sounds && (
            <div className={styles.byHand}>
              <Progress durationMs={song.durationMs} />
              <Finished />
            </div>
          )}
        </Song>
      )}
      <LocalPlayer />
    </div>
  )
}

function quietWords(waiting: boolean): string {
  return waiting
    ? 'Nothing plays. Press Play to begin with the first song up next.'
    : 'Nothing plays, and nothing is up next. Approve a song, then press Play.'
}

/** A song that Spotify does not play was started by hand all the same: it stands above what Spotify does. */
function BySpotify() {
  const song = useNight((present) => present.nowPlaying)
  const playsId = useNight((present) => present.spotify.playback?.requestId ?? null)
  const ours = song !== null && song.id === playsId
  return (
    <div className={[styles.playing, styles.roomy].join(' ')}>
      {song !== null && (
        <Song song={song}>
          {!ours && (
            <div className={styles.byHand}>
              <Progress durationMs={song.durationMs} />
              <Finished />
            </div>
          )}
        </Song>
      )}
      <SpotifyPlayer ours={ours} />
    </div>
  )
}

function Finished() {
  const { finishSong } = useActions()
  return (
    <Button
      look="quiet"
      className={styles.finished}
      aria-label="Mark as played"
      title="The song is over and counts as played; nothing else starts"
      onClick={() => finishSong()}
    >
      Played
    </Button>
  )
}

/** By what there is: one's own files, and Spotify for who has connected it. */
function PlayByItself() {
  const { playBy } = useActions()
  const ownMusic = useNight((present) => present.event.catalogue !== null)
  const connected = useNight((present) => present.spotify.connection.state === 'connected')
  if (!ownMusic && !connected) return null
  return (
    <div className={styles.players}>
      {ownMusic && (
        <Button look="quiet" onClick={() => playBy('local')}>
          Play from this computer
        </Button>
      )}
      {connected && (
        <Button look="quiet" onClick={() => playBy('spotify')}>
          Play by Spotify
        </Button>
      )}
    </div>
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
      <PlayByItself />
    </div>
  )
}

type SongProps = { readonly song: ConsoleRequest; readonly children?: ReactNode }

function Song({ song, children }: SongProps) {
  const { title, artist, artworkUrl, spotifyUrl, nickname, voters } = song
  return (
    <>
      <Cover url={artworkUrl} title={title} whole={spotifyUrl !== null} className={styles.cover} />
      <div className={styles.words}>
        <h3 className={styles.title}>{title}</h3>
        <p className={styles.artist}>{artist}</p>
        {nickname !== '' && <p className={styles.asked}>asked by {formatNames(nickname, voters)}</p>}
      </div>
      {spotifyUrl !== null && (
        <div className={styles.listen}>
          <ListenLink url={spotifyUrl} title={title} />
        </div>
      )}
      {children}
    </>
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
