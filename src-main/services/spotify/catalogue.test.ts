import { beforeEach, expect, test } from 'vitest'
import { CatalogueAway } from '../../core/catalogue/catalogue-away.ts'
import { emptyRow } from '../../core/catalogue/song-row.ts'
import type { Track } from '../../core/track.ts'
import type { Catalogue } from '../ports.ts'
import { withSpotify } from './catalogue.ts'
import type { SpotifyApi } from './ports.ts'

const bare = { ...emptyRow, hasArtwork: false }
const facts = { link: 'https://open.spotify.com/track/1', artworkUrl: 'https://i.scdn.co/1', playable: true }

function ownSong(title: string, artist = 'ABBA'): Track {
  return { ...bare, id: title, provider: 'folder', title, artist }
}

function idOf(number: number): string {
  return String(number).padStart(22, '0')
}

function theirSong(number: number, title = `Song ${number}`, artist = 'ABBA'): Track {
  return { ...bare, id: idOf(number), provider: 'spotify', title, artist, hasArtwork: true, spotify: facts }
}

let own: readonly Track[] | CatalogueAway
let theirs: readonly Track[]
let lookUps: string[]
let fetched: string[]
let pictures: number
let isWell: boolean
/** What waits for the patience to end. */
let late: (() => void)[]

beforeEach(() => {
  own = []
  theirs = []
  lookUps = []
  fetched = []
  pictures = Number.POSITIVE_INFINITY
  isWell = true
  late = []
})

/** The catalogue over songs in memory; `api` as Spotify is now. */
function catalogueWith(api: Partial<SpotifyApi> | null, asked: readonly Track[] = []) {
  const ownCatalogue = {
    search: async () => {
      if (own instanceof CatalogueAway) throw own
      return own
    },
    byId: async (id: string) =>
      (own instanceof CatalogueAway ? null : own.find((song) => song.id === id)) ?? null,
    artwork: async () => null,
  }
  return withSpotify({
    own: ownCatalogue as unknown as Catalogue,
    api: () => api as SpotifyApi | null,
    isWell: () => isWell,
    asked: (id) => asked.find((song) => song.id === id),
    fetchCover: async (url) => {
      fetched.push(url)
      return fetched.length > pictures ? null : { type: 'image/jpeg', body: Buffer.from('jpeg') }
    },
    after: (_, run) => {
      late.push(run)
      return () => {}
    },
  })
}

const well: Partial<SpotifyApi> = {
  search: async () => ({ ok: true, value: { tracks: theirs, next: null } }),
  track: async (id) => {
    lookUps.push(id)
    return { ok: true, value: theirs.find((song) => song.id === id) ?? null }
  },
}
const offline: Partial<SpotifyApi> = {
  search: async () => ({ ok: false, problem: { kind: 'offline' } }),
  track: async () => ({ ok: false, problem: { kind: 'offline' } }),
}

function titles(tracks: readonly Track[]): string[] {
  return tracks.map(({ title }) => title)
}

test('the own songs come first, and a song that is among them is not offered twice', async () => {
  own = [ownSong('Waterloo'), ownSong('Fernando')]
  theirs = [theirSong(1, 'Waterloo'), theirSong(2, 'Chiquitita')]
  expect(titles(await catalogueWith(well).search('abba', 20))).toEqual(['Waterloo', 'Fernando', 'Chiquitita'])
})

test('however many own songs fit, half of the places are left for what Spotify has', async () => {
  own = Array.from({ length: 20 }, (_, at) => ownSong(`Own ${at}`))
  theirs = Array.from({ length: 10 }, (_, at) => theirSong(at))
  const found = await catalogueWith(well).search('abba', 20)
  expect(found).toHaveLength(20)
  expect(found.filter(({ provider }) => provider === 'spotify')).toHaveLength(10)
  theirs = []
  expect(await catalogueWith(well).search('abba', 20)).toHaveLength(20)
})

test.each([
  ['is not connected', null],
  ['is away', offline],
])('the own songs are found while Spotify %s', async (_, api) => {
  own = [ownSong('Waterloo')]
  expect(titles(await catalogueWith(api).search('abba', 20))).toEqual(['Waterloo'])
})

test('who searches does not wait for a Spotify that does not answer', async () => {
  own = [ownSong('Waterloo')]
  const searching = catalogueWith({ search: () => new Promise(() => {}) }).search('abba', 20)
  for (const run of late) run()
  expect(titles(await searching)).toEqual(['Waterloo'])
})

test('while Spotify is known to be unwell nobody waits for it', async () => {
  own = [ownSong('Waterloo')]
  isWell = false
  const found = await catalogueWith({ search: () => new Promise(() => {}) }).search('abba', 20)
  expect(titles(found)).toEqual(['Waterloo'])
})

test('Spotify’s songs are found while the own ones are still being read', async () => {
  own = new CatalogueAway()
  theirs = [theirSong(1)]
  expect(await catalogueWith(well).search('abba', 20)).toHaveLength(1)
  theirs = []
  await expect(catalogueWith(well).search('abba', 20)).rejects.toThrow(CatalogueAway)
})

test('a pasted link finds its song', async () => {
  theirs = [theirSong(7, 'Seven')]
  const found = await catalogueWith(well).search(`https://open.spotify.com/track/${idOf(7)}?si=abc`, 20)
  expect(titles(found)).toEqual(['Seven'])
})

test('a song that a search has shown can be asked for while Spotify is away', async () => {
  theirs = [theirSong(1)]
  let api = well
  const catalogue = catalogueWith({
    search: (...query) => (api.search as SpotifyApi['search'])(...query),
    track: (id) => (api.track as SpotifyApi['track'])(id),
  })
  await catalogue.search('abba', 20)
  api = offline
  expect((await catalogue.byId(idOf(1)))?.title).toBe('Song 1')
  expect(lookUps).toEqual([])
  await expect(catalogue.byId(idOf(2))).rejects.toThrow(CatalogueAway)
})

test('a song of the night is known after a restart without asking', async () => {
  const catalogue = catalogueWith(null, [theirSong(1)])
  expect((await catalogue.byId(idOf(1)))?.title).toBe('Song 1')
  expect(await catalogue.byId(idOf(2))).toBeNull()
})

test('a cover is fetched once, and again after it could not be had', async () => {
  const catalogue = catalogueWith(well, [theirSong(1)])
  pictures = 0
  expect(await catalogue.artwork(idOf(1))).toBeNull()
  pictures = 2
  expect(await catalogue.artwork(idOf(1))).toMatchObject({ type: 'image/jpeg' })
  await catalogue.artwork(idOf(1))
  expect(fetched).toEqual([facts.artworkUrl, facts.artworkUrl])
  expect(await catalogue.artwork(idOf(2))).toBeNull()
})
