import { realSongs, type Song } from '../../songs.ts'
import { spotifyId } from '../spotify-id.ts'

export type CatalogueTrack = {
  readonly id: string
  readonly uri: string
  readonly title: string
  readonly artist: string
  readonly album: string
  readonly year: number
  readonly durationMs: number
  readonly explicit: boolean
  /** `false`: it is found, a command that plays it is taken, and nothing is heard. */
  readonly playable: boolean
  readonly isrc: string
  readonly version: 'original' | 'clean' | 'remix' | 'reissue'
  /** The id of the original; `null` for one. */
  readonly of: string | null
  /** The uri that is really played when this one is asked for; its own but for a few. */
  readonly playsAs: string
}

export type CatalogueEpisode = {
  readonly id: string
  readonly uri: string
  readonly title: string
  readonly show: string
  readonly durationMs: number
}

export type Catalogue = {
  /** The first twenty are plain: playable, not explicit, played as asked. */
  readonly tracks: readonly CatalogueTrack[]
  readonly episodes: readonly CatalogueEpisode[]
  track(idOrUri: string): CatalogueTrack | undefined
  episode(uri: string): CatalogueEpisode | undefined
}

const originals = 300
const plain = 20

let made: Catalogue | undefined

/** The same songs each time: real titles and artists, everything else made up. Made once for each process. */
export function spotifyCatalogue(): Catalogue {
  made ??= createCatalogue()
  return made
}

function createCatalogue(): Catalogue {
  const tracks = realSongs().slice(0, originals).map(original).flatMap(withVersions)
  const episodes = [1, 2, 3].map(episode)
  const byUri = new Map(tracks.map((track) => [track.uri, track]))
  return {
    tracks,
    episodes,
    track: (idOrUri) => byUri.get(idOrUri) ?? byUri.get(`spotify:track:${idOrUri}`),
    episode: (uri) => episodes.find((one) => one.uri === uri),
  }
}

function original({ title, artist }: Song, index: number): CatalogueTrack {
  const id = spotifyId(`track ${index} ${title}`)
  const uri = `spotify:track:${id}`
  const special = index >= plain
  return {
    id,
    uri,
    title,
    artist,
    album: index % 3 === 0 ? title : `The Best of ${artist}`,
    year: 1960 + ((index * 7) % 65),
    durationMs: 150_000 + ((index * 7919) % 150) * 1000 + (index % 10) * 37,
    explicit: special && index % 7 === 0,
    playable: !(special && index % 23 === 0),
    isrc: `ZZCUE${String(index % 100).padStart(2, '0')}${String(10_000 + index)}`,
    version: 'original',
    of: null,
    playsAs: special && index % 41 === 0 ? `spotify:track:${spotifyId(`reissue ${index}`)}` : uri,
  }
}

/** An explicit song has a clean version, every eleventh a remix; what a song is played as is a track too. */
function withVersions(track: CatalogueTrack, index: number): readonly CatalogueTrack[] {
  const versions = [track]
  if (track.playsAs !== track.uri)
    versions.push({
      ...track,
      id: track.playsAs.slice(-22),
      uri: track.playsAs,
      album: `${track.album} (Reissue)`,
      version: 'reissue',
      of: track.id,
    })
  if (track.explicit) versions.push(version(track, 'clean', 'Clean', 0))
  if (index % 11 === 0) versions.push(version(track, 'remix', 'Club Remix', 92_000))
  return versions
}

function version(
  track: CatalogueTrack,
  kind: 'clean' | 'remix',
  words: string,
  longerMs: number,
): CatalogueTrack {
  const id = spotifyId(`${kind} ${track.id}`)
  const uri = `spotify:track:${id}`
  return {
    ...track,
    id,
    uri,
    title: `${track.title} (${words})`,
    durationMs: track.durationMs + longerMs,
    explicit: kind === 'clean' ? false : track.explicit,
    playable: true,
    isrc: `${track.isrc.slice(0, 7)}${kind === 'clean' ? '5' : '7'}${track.isrc.slice(8)}`,
    version: kind,
    of: track.id,
    playsAs: uri,
  }
}

function episode(number: number): CatalogueEpisode {
  const id = spotifyId(`episode ${number}`)
  return {
    id,
    uri: `spotify:episode:${id}`,
    title: `Behind the decks, part ${number}`,
    show: 'Behind the decks',
    durationMs: 1_800_000 + number * 1000,
  }
}
