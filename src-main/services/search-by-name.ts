import type { Track } from '../core/track.ts'
import type { Catalogue } from './ports.ts'

/** A song that is meant by its whole name stands among the first. */
const lookedAt = 20
const longestQuery = 80

/** The songs among which one of this name is, if the catalogue has it. */
export function searchByName(catalogue: Catalogue, title: string, artist: string): Promise<readonly Track[]> {
  return catalogue.search(`${title} ${artist}`.slice(0, longestQuery), lookedAt)
}
