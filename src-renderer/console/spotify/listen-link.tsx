import { SpotifyMark } from '../../shared/spotify-mark.tsx'
import styles from './spotify.module.css'

export type ListenLinkProps = {
  /** The song's page at Spotify; `null` for a song from elsewhere, which gets no link. */
  readonly url: string | null
  readonly title: string
  /** In a list: the mark alone, and no stop for the Tab key but in the focused row. */
  readonly small?: boolean
  readonly reachable?: boolean
}

/** Leads to the song at Spotify, in the browser. Spotify wants it beside each of its songs. */
export function ListenLink({ url, title, small = false, reachable = true }: ListenLinkProps) {
  if (url === null) return null
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      draggable={false}
      className={small ? styles.mark : styles.listen}
      aria-label={`Listen on Spotify: ${title}`}
      title="Listen on Spotify"
      tabIndex={reachable ? undefined : -1}
    >
      <SpotifyMark />
      {!small && <span className={styles.listenWords}>Listen on Spotify</span>}
    </a>
  )
}
