import type { Track } from '../core/track.ts'
import { plainTitle, versionKey } from '../core/version-key.ts'
import type { Catalogue } from './ports.ts'

/** A song that is meant by its whole name stands among the first. */
const lookedAt = 20
const longestQuery = 80

/** The same song without the explicit mark, where the catalogue has it. */
export async function cleanVersionOf(catalogue: Catalogue, track: Track): Promise<Track | null> {
  const key = versionKey(track.title, track.artist)
  const query = `${plainTitle(track.title)} ${track.artist}`.slice(0, longestQuery)
  const found = await catalogue.search(query, lookedAt)
  const isClean = ({ title, artist, explicit, spotify }: Track) =>
    explicit !== true && spotify?.playable !== false && versionKey(title, artist) === key
  return found.find(isClean) ?? null
}
