import type { State } from '../model/state.ts'
import { Fragment, h } from '../view/h.ts'
import { Listen, SongLine } from './song.tsx'

type RoomProps = { readonly state: State }

/** The first five of the queue, and who asked. */
export function UpNext({ state }: RoomProps) {
  const songs = state.room?.upNext ?? []
  return songs.length > 0 ? (
    <section>
      <h2>Up next</h2>
      <ol>
        {songs.map((song) => (
          <li class="row" key={song.requestId}>
            <SongLine song={song}>
              {song.nickname && (
                <>
                  {' · for '}
                  <bdi>{song.nickname}</bdi>
                </>
              )}
            </SongLine>
          </li>
        ))}
      </ol>
    </section>
  ) : null
}

/** The slim bar at the bottom. Its progress runs by CSS alone. */
export function NowPlaying({ state }: RoomProps) {
  const song = state.room?.nowPlaying
  if (!song) return null
  const own = state.mine.some(({ id }) => id === song.requestId)
  return (
    <section class="row now" aria-label="Now playing">
      <SongLine song={{ ...song, durationMs: null }}> · {own ? <em>your song!</em> : 'playing now'}</SongLine>
      <i class="bars" />
      <Listen spotifyUrl={song.spotifyUrl} />
      {song.durationMs && (
        <i
          class="sweep"
          key={song.requestId + song.elapsedMs}
          style={{ animationDuration: `${song.durationMs}ms`, animationDelay: `-${song.elapsedMs}ms` }}
        />
      )}
    </section>
  )
}
