import { emptyRow } from '../core/catalogue/song-row.ts'
import { cleanLine } from '../core/clean-text.ts'
import { songKey } from '../core/fold-text.ts'
import { textLimits } from '../core/limits.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Track, Wish } from '../core/track.ts'
import type { Catalogue } from './ports.ts'
import { searchByName } from './search-by-name.ts'
import { sha256 } from './sha256.ts'

/** A song as it is asked for: one of the catalogue, or what was typed. */
export type AskedSong = { readonly trackId: string } | { readonly wish: Wish }

/** The song that is meant; refuses what the catalogue does not have, and a wish of which nothing is left. */
export async function trackOf(catalogue: Catalogue, song: AskedSong): Promise<Result<Track>> {
  if ('trackId' in song) {
    const track = await catalogue.byId(song.trackId)
    return track ? done(track) : refuse('unknown-track')
  }
  const track = await trackOfWish(catalogue, song.wish)
  return track ? done(track) : refuse('bad-input')
}

/** The song that a guest typed: the catalogue's own where it has it, under its id; `null` when nothing of it is left. */
export async function trackOfWish(catalogue: Catalogue, wish: Wish): Promise<Track | null> {
  const { title, artist } = cleanWish(wish)
  if (title === '') return null
  const key = songKey(title, artist)
  const found = await searchByName(catalogue, title, artist)
  return found.find((track) => songKey(track.title, track.artist) === key) ?? wishTrack(title, artist)
}

/** Whether this is what a guest typed. */
export function isOfWish(track: Track, wish: Wish): boolean {
  const { title, artist } = cleanWish(wish)
  return songKey(track.title, track.artist) === songKey(title, artist)
}

function cleanWish(wish: Wish): Wish {
  const clean = (text: string) => cleanLine(text, textLimits.song) ?? ''
  return { title: clean(wish.title), artist: clean(wish.artist) }
}

/** Two guests who wish for the same song in other spellings ask for one song. */
function wishTrack(title: string, artist: string): Track {
  const id = sha256(songKey(title, artist)).slice(0, 16)
  return { ...emptyRow, id, provider: 'wish', title, artist, hasArtwork: false }
}
