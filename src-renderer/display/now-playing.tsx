import type { RoomView } from '../../src-main/contract/guest-api.ts'
import { Cover } from '../shared/cover.tsx'
import { SpotifyMark } from '../shared/spotify-mark.tsx'
import { AskedBy } from './asked-by.tsx'
import { useFittedText } from './fit-text.ts'
import styles from './now-playing.module.css'
import { Progress } from './progress.tsx'
import type { Asking } from './screen.ts'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

type Song = NonNullable<RoomView['nowPlaying']>

export type NowPlayingProps = {
  readonly song: Song | null
  readonly asking: Asking
  readonly receivedAt: number
}

/** What plays, as large as it fits. */
export function NowPlaying({ song, asking, receivedAt }: NowPlayingProps) {
  if (!song) return <Between asking={asking} />
  return (
    <section className={styles.playing} aria-label={words.nowPlaying}>
      <div className={styles.top}>
        <Cover
          key={song.requestId}
          url={song.artworkUrl}
          title={song.title}
          whole={song.spotifyUrl !== undefined}
          className={styles.cover}
        />
        <div className={styles.facts}>
          <p className={styles.label}>
            {words.nowPlaying}
            {song.spotifyUrl !== undefined && (
              <span className={styles.spotify}>
                <SpotifyMark className={styles.spotifyMark} /> {words.onSpotify}
              </span>
            )}
          </p>
          <p className={styles.asked}>
            <AskedBy nickname={song.nickname} votes={song.votes} />
          </p>
          {song.durationMs !== null && (
            <Progress
              elapsedMs={song.elapsedMs}
              durationMs={song.durationMs}
              paused={song.paused === true}
              receivedAt={receivedAt}
            />
          )}
        </div>
      </div>
      <Title text={song.title} />
      <p className={styles.artist} {...writingOf(song.artist)}>
        {song.artist}
      </p>
    </section>
  )
}

/** Songs wait, but the DJ has not started one. */
function Between({ asking }: { readonly asking: Asking }) {
  return (
    <section className={`${styles.playing} ${styles.between}`}>
      <Title text={asking === 'open' ? words.invitation : words.between} />
    </section>
  )
}

const titleLimits = { min: 4, max: 13, height: 20.5, heightUpright: 15 }

function Title({ text }: { readonly text: string }) {
  const ref = useFittedText(text, titleLimits)
  return (
    <h1 ref={ref} className={styles.title} {...writingOf(text)}>
      {text}
    </h1>
  )
}
