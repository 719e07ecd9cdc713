import type { Catalogue, CatalogueTrack } from './catalogue.ts'

const field = /\b(track|artist|album|isrc|year):(?:"([^"]*)"|(\S+))/g

/** The tracks that carry every word of the query, best known first; knows the filters track, artist, album, isrc, year. */
export function searchTracks(catalogue: Catalogue, query: string): readonly CatalogueTrack[] {
  const filters = [...query.matchAll(field)].map(([, name = '', quoted, bare]) => ({
    name,
    words: wordsOf(quoted ?? bare ?? ''),
  }))
  const free = wordsOf(query.replaceAll(field, ' '))
  if (free.length === 0 && filters.length === 0) return []
  return catalogue.tracks.filter(
    (track) =>
      filters.every(({ name, words }) => carries(textOf(track, name), words)) &&
      carries(`${track.title} ${track.artist} ${track.album}`, free),
  )
}

function textOf(track: CatalogueTrack, name: string): string {
  const texts: Readonly<Record<string, string>> = {
    track: track.title,
    artist: track.artist,
    album: track.album,
    isrc: track.isrc,
    year: String(track.year),
  }
  return texts[name] ?? ''
}

function carries(text: string, words: readonly string[]): boolean {
  const there = wordsOf(text)
  return words.every((word) => there.some((one) => one.startsWith(word)))
}

function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
