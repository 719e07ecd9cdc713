import { useEffect, useMemo, useRef } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { formatDuration } from '../../shared/format.ts'
import { SpotifyMark } from '../../shared/spotify-mark.tsx'
import { useNow } from '../../shared/use-now.ts'
import { ListenCover } from '../player/listen-cover.tsx'
import { useNight } from '../state/context.tsx'
import { Keycap } from '../ui/button.tsx'
import { foundToListen } from './found-to-listen.ts'
import styles from './queue.module.css'
import { shortStanding } from './standing-words.ts'
import { standingsOf } from './standings.ts'
import { TitleLine } from './title-line.tsx'
import type { SongSearch } from './use-song-search.ts'

export type FoundSongsProps = {
  readonly id: string
  readonly songs: readonly GuestTrack[]
  readonly more: SongSearch['more']
  /** The chosen row, counted from 0; the one after the last song loads more. */
  readonly place: number
  readonly withSpotify: boolean
  readonly onChoose: (place: number) => void
}

/** What the search found, for the combobox below it, which keeps the focus and the keys. */
export function FoundSongs({ id, songs, more, place, withSpotify, onChoose }: FoundSongsProps) {
  const list = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a walk by keys must not lead out of sight
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [place])

  const standings = useStandings(songs)
  const none = songs.length === 0
  return (
    <div className={styles.results} ref={list}>
      {none && (
        <p className={styles.nothing} role="status">
          {withSpotify
            ? 'No song like that in your music or at Spotify.'
            : 'No song like that in your music.'}
          {more === 'none' && (
            <>
              {' '}
              <Keycap>↵</Keycap> types it in all the same.
            </>
          )}
        </p>
      )}
      {(!none || more !== 'none') && (
        <div id={id} role="listbox" aria-label="Songs found">
          {songs.map((track, index) => (
            <FoundSong
              key={track.id}
              id={`${id}-${index}`}
              track={track}
              standing={standings.get(track.id) ?? null}
              selected={index === place}
              onChoose={() => onChoose(index)}
            />
          ))}
          {more !== 'none' && (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the keys and the focus
            <div
              id={`${id}-${songs.length}`}
              role="option"
              aria-selected={place === songs.length}
              className={[styles.result, styles.more].join(' ')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(songs.length)}
            >
              {more === 'loading' ? 'Asking Spotify…' : 'More from Spotify'}
            </div>
          )}
        </div>
      )}
      {!none && (
        <p className={styles.forSomeone} aria-hidden="true">
          <Keycap>↵</Keycap> up next <Keycap>⇧</Keycap>
          <Keycap>↵</Keycap> for someone
        </p>
      )}
    </div>
  )
}

/** By track id, what is asked for already or was tonight, in a few words. */
function useStandings(songs: readonly GuestTrack[]): ReadonlyMap<string, string> {
  const now = useNow(20_000)
  const requests = useNight((night) => night.requests)
  const queue = useNight((night) => night.queue)
  const nowPlaying = useNight((night) => night.nowPlaying)
  return useMemo(() => {
    const standings = [...standingsOf(songs, { requests, queue, nowPlaying })]
    return new Map(standings.map(([id, { request, place }]) => [id, shortStanding(request, place, now)]))
  }, [songs, requests, queue, nowPlaying, now])
}

type FoundSongProps = {
  readonly id: string
  readonly track: GuestTrack
  /** `null`: nobody has asked for it. */
  readonly standing: string | null
  readonly selected: boolean
  readonly onChoose: () => void
}

function FoundSong({ id, track, standing, selected, onChoose }: FoundSongProps) {
  const { title, artist, artworkUrl, durationMs, explicit, spotifyUrl, playable } = track
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the keys and the focus
    <div
      id={id}
      role="option"
      aria-selected={selected}
      aria-disabled={!playable}
      className={styles.result}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <ListenCover
        forMouse
        song={foundToListen(track)}
        url={artworkUrl}
        title={title}
        whole={spotifyUrl !== null}
        className={styles.cover}
      />
      <div className={styles.words}>
        <TitleLine title={title} explicit={explicit} className={styles.titleLine} />
        <div className={styles.facts}>
          {[
            playable ? '' : 'Not available here',
            artist,
            durationMs === null ? '' : formatDuration(durationMs),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {standing !== null && <div className={styles.asked}>{standing}</div>}
      </div>
      {spotifyUrl !== null && (
        <span className={styles.from} role="img" aria-label="at Spotify" title="At Spotify">
          <SpotifyMark />
        </span>
      )}
    </div>
  )
}
