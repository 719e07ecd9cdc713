import type { Track } from '../core/track.ts'
import { plainTitle, versionKey } from '../core/version-key.ts'
import type { Catalogue } from './ports.ts'
import { searchByName } from './search-by-name.ts'

/** The same song without the explicit mark, where the catalogue has it. */
export async function cleanVersionOf(catalogue: Catalogue, track: Track): Promise<Track | null> {
  const key = versionKey(track.title, track.artist)
  const found = await searchByName(catalogue, plainTitle(track.title), track.artist)
  const isClean = ({ title, artist, explicit, spotify }: Track) =>
    explicit !== true && spotify?.playable !== false && versionKey(title, artist) === key
  return found.find(isClean) ?? null
}
