import type { Night } from '../model/night.ts'
import type { Entry } from '../model/outbox.ts'
import type { Song } from '../model/read.ts'
import { minutes } from '../model/words.ts'
import { Fragment, h, type View } from '../view/h.ts'

type SongProps = {
  readonly song: Pick<Song, 'title' | 'artist' | 'artworkUrl'> & Partial<Song>
  readonly children?: View
}

/** Cover, title, artist, and what else there is to say in a line below. */
export function SongLine({ song, children }: SongProps) {
  const { title, artist, artworkUrl, durationMs, explicit } = song
  return (
    <>
      <span class="cover" aria-hidden="true">
        {artworkUrl && (
          <img
            src={artworkUrl}
            alt=""
            loading="lazy"
            onError={({ currentTarget }) => currentTarget.remove()}
          />
        )}
      </span>
      <span class="song">
        <bdi class="title">{title}</bdi>
        <span class="quiet">
          <bdi>{artist}</bdi>
          {durationMs && <span class="time"> · {minutes(durationMs)}</span>}
          {explicit && <abbr title="explicit">E</abbr>}
          {children}
        </span>
      </span>
    </>
  )
}

/** Spotify wants a way to each of its songs; apart from what one taps to ask. */
export function Listen({ spotifyUrl }: { readonly spotifyUrl: string | null | undefined }) {
  return (
    spotifyUrl && (
      <a href={spotifyUrl} target="_blank" rel="noreferrer">
        Listen on Spotify
      </a>
    )
  )
}

type InsteadProps = { readonly entry: Entry; readonly night: Night }

/** What was refused for its words, in a version without them. */
export function Instead({ entry, night }: InsteadProps) {
  return (
    entry.refused?.instead && (
      <button type="button" class="primary" onClick={() => night.askInstead(entry)}>
        Ask for the clean version
      </button>
    )
  )
}
