import { CatalogueAway } from '../../core/catalogue/catalogue-away.ts'
import { songKey } from '../../core/fold-text.ts'
import { createRecent } from '../../core/recent.ts'
import { isSpotifyId, readSpotifyLink } from '../../core/spotify/link.ts'
import type { Track } from '../../core/track.ts'
import type { Catalogue } from '../ports.ts'
import type { After, FetchCover, SpotifyApi } from './ports.ts'

type Deps = {
  /** The DJ's own songs. */
  readonly own: Catalogue
  /** `null` while Spotify is not connected, or not searched tonight. */
  readonly api: () => SpotifyApi | null
  /** Spotify answers: a search does not wait for one that does not. */
  readonly isWell: () => boolean
  /** A song that somebody asked for, from the open night. */
  readonly asked: (id: string) => Track | undefined
  readonly fetchCover: FetchCover
  readonly after: After
}

/** Milliseconds that a search waits for Spotify: what it answers later is there for the next one. */
const patience = 1_500
/** Songs seen in answers, so that asking for one needs no further call. */
const mostSeen = 5_000
/** About 20 kB each. */
const mostCovers = 400

/** The DJ's own songs and Spotify's as one catalogue: the own first, and alone whenever Spotify does not answer. */
export function withSpotify({ own, api, isWell, asked, fetchCover, after }: Deps) {
  const seen = createRecent<Track>(mostSeen)
  const covers = createRecent<ReturnType<FetchCover>>(mostCovers)

  function remember(tracks: readonly Track[]): void {
    for (const track of tracks) seen.set(track.id, track)
  }

  async function fromSpotify(query: string): Promise<readonly Track[]> {
    const spotify = api()
    if (!spotify || !isWell()) return []
    const link = readSpotifyLink(query)
    if (link !== null) return link.kind === 'track' ? linked(spotify, link.id) : []
    const answer = await inTime(spotify.search(query))
    return answer?.ok ? answer.value.tracks : []
  }

  async function linked(spotify: SpotifyApi, id: string): Promise<readonly Track[]> {
    const answer = await inTime(spotify.track(id))
    return answer?.ok && answer.value ? [answer.value] : []
  }

  /** `null` when the answer takes longer than a guest who types would wait. */
  function inTime<T>(answer: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      const callOff = after(patience, () => resolve(null))
      answer.then(resolve, reject).finally(callOff)
    })
  }

  /** Songs that are still being read are no reason to hide what Spotify has. */
  async function ownSongs(query: string, limit: number, others: Promise<readonly Track[]>) {
    try {
      return await own.search(query, limit)
    } catch (error) {
      if (!(error instanceof CatalogueAway) || (await others).length === 0) throw error
      return []
    }
  }

  async function search(query: string, limit: number): Promise<readonly Track[]> {
    const asking = fromSpotify(query)
    const mine = await ownSongs(query, limit, asking)
    const others = await asking
    remember(others)
    const known = new Set(mine.map(({ title, artist }) => songKey(title, artist)))
    const further = others.filter(({ title, artist }) => !known.has(songKey(title, artist)))
    // Half of the places are Spotify's where it has something for them.
    const first = mine.slice(0, limit - Math.min(further.length, Math.floor(limit / 2)))
    return [...first, ...further].slice(0, limit)
  }

  async function byId(id: string): Promise<Track | null> {
    if (!isSpotifyId(id)) return own.byId(id)
    const known = seen.get(id) ?? asked(id)
    if (known) return known
    const spotify = api()
    if (!spotify) return null
    const answer = await spotify.track(id)
    // It may be there; only nobody can say so now.
    if (!answer.ok) throw new CatalogueAway()
    if (answer.value === null) return null
    // Spotify may answer with another release: whoever asked by this id asks by it again.
    const track = { ...answer.value, id }
    remember([track])
    return track
  }

  function cover(id: string): ReturnType<FetchCover> {
    const known = covers.get(id)
    if (known) return known
    const url = (seen.get(id) ?? asked(id))?.spotify?.artworkUrl
    if (!url) return Promise.resolve(null)
    const fetched = fetchCover(url)
    covers.set(id, fetched)
    // One that could not be had is asked for again.
    void fetched.then((picture) => picture === null && covers.remove(id))
    return fetched
  }

  const catalogue: Catalogue = {
    ...own,
    search,
    byId,
    artwork: (id) => (isSpotifyId(id) ? cover(id) : own.artwork(id)),
  }

  return {
    ...catalogue,
    /** Whether Spotify need not be asked for this id. */
    knows: (id: string): boolean => !isSpotifyId(id) || (seen.get(id) ?? asked(id)) !== undefined,
    /** Songs that were seen elsewhere and may be asked for now. */
    remember,
  }
}
