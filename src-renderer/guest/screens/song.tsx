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
