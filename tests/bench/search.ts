import { pathToFileURL } from 'node:url'
import { songKey } from '../../src-main/core/fold-text.ts'
import { createIndexBuilder, type SearchIndex } from '../../src-main/core/search/build-index.ts'
import { createSearch, type SearchSongs } from '../../src-main/core/search/search-songs.ts'
import { mistyped, seededRandom } from '../support/slips.ts'
import { manySongs, type Song } from '../support/songs.ts'

/** Times in milliseconds; `firstHitShare` of mistyped queries; `heapMb` what the index holds. */
export type SearchMeasure = {
  readonly songs: number
  readonly p50: number
  readonly p99: number
  readonly firstHitShare: number
  /** The same of as-you-type queries, for which nothing counts as the wanted song. */
  readonly typingP99: number
  readonly buildMs: number
  readonly heapMb: number
}

const queries = 2_000
const warmUp = 200

/** Measures the index that the catalogue's worker runs, over real songs and variations of them. */
export async function benchSearch(
  sizes: readonly number[] = [32_654, 100_000, 1_000_000],
): Promise<readonly SearchMeasure[]> {
  return sizes.map(measure)
}

function measure(count: number): SearchMeasure {
  const songs = manySongs(count)
  const before = performance.now()
  const builder = createIndexBuilder()
  for (const song of songs) builder.add(song.title, song.artist)
  const index = builder.build()
  const buildMs = performance.now() - before
  const search = createSearch(index)
  const random = seededRandom(count)
  const wanted = Array.from({ length: queries + warmUp }, () => songs[Math.floor(random() * songs.length)])
  const typed = wanted.map((song) => (song ? mistyped(song.title, song.artist, random) : ''))
  const beginnings = typed.map((query) => query.slice(0, 1 + Math.floor(random() * query.length)))
  for (const query of typed.slice(queries)) search(query, 20)
  const times: number[] = []
  let first = 0
  for (let at = 0; at < queries; at++) {
    const found = timed(search, typed[at] ?? '', times)
    if (isSame(songs[found ?? -1], wanted[at])) first++
  }
  const typingTimes: number[] = []
  for (let at = 0; at < queries; at++) timed(search, beginnings[at] ?? '', typingTimes)
  return {
    songs: count,
    p50: round(quantile(times, 0.5)),
    p99: round(quantile(times, 0.99)),
    firstHitShare: first / queries,
    typingP99: round(quantile(typingTimes, 0.99)),
    buildMs: Math.round(buildMs),
    heapMb: Math.round(sizeOf(index) / 2 ** 20),
  }
}

function timed(search: SearchSongs, query: string, times: number[]): number | undefined {
  const from = performance.now()
  const found = search(query, 20)
  times.push(performance.now() - from)
  return found[0]
}

function isSame(found: Song | undefined, wanted: Song | undefined): boolean {
  if (!found || !wanted) return false
  return songKey(found.title, found.artist) === songKey(wanted.title, wanted.artist)
}

/** Bytes of the index and of the working memory beside it (a mark a song; 12 + 2 bytes a word). */
function sizeOf(index: SearchIndex): number {
  const parts = [...Object.values(index), ...Object.values(index.vocabulary)]
  const arrays = parts.reduce<number>(
    (sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0),
    0,
  )
  return arrays + index.songs * 4 + index.vocabulary.count * 14
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${JSON.stringify(await benchSearch(), null, 2)}\n`)
}
