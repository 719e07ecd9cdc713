import { foldText, songKey } from './fold-text.ts'

/** A spelling of a song and how often it was wanted: asked for, or given a +1. */
export type WantedSong = { readonly title: string; readonly artist: string; readonly times: number }

export type WantedArtist = Omit<WantedSong, 'title'>

/** Most wanted first; spellings of one song count together, under the one that was wanted most. */
export function topSongs(songs: readonly WantedSong[], most: number): readonly WantedSong[] {
  const named = songs.filter(({ title }) => title.trim() !== '')
  const together = gather(named, ({ title, artist }) => songKey(title, artist))
  return together.sort(before).slice(0, most)
}

/** The same of their artists; songs without one are left out. */
export function topArtists(songs: readonly WantedSong[], most: number): readonly WantedArtist[] {
  const named = songs.filter(({ artist }) => artist.trim() !== '')
  const together = gather(
    gather(named, ({ artist }) => artist),
    ({ artist }) => foldText(artist),
  )
  return together
    .sort(before)
    .slice(0, most)
    .map(({ artist, times }) => ({ artist, times }))
}

/** One of each key: the spelling that is wanted most, with the sum of all. */
function gather(songs: readonly WantedSong[], keyOf: (song: WantedSong) => string): WantedSong[] {
  const found = new Map<string, { best: WantedSong; times: number }>()
  for (const song of songs) {
    const key = keyOf(song)
    const held = found.get(key)
    const best = held && before(held.best, song) <= 0 ? held.best : song
    found.set(key, { best, times: (held?.times ?? 0) + song.times })
  }
  return [...found.values()].map(({ best, times }) => ({ ...best, times }))
}

/** The same list gives the same order, whatever order the database had. */
function before(a: WantedSong, b: WantedSong): number {
  return b.times - a.times || inOrder(a.artist, b.artist) || inOrder(a.title, b.title)
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
