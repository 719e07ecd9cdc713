import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { seededRandom } from './slips.ts'

export type Song = { readonly title: string; readonly artist: string; readonly popularity: number }

/** Built, the benchmark lies in `out/bench/`. */
const data = import.meta.url.endsWith('.ts') ? '../data/' : '../../tests/data/'

/** Title, artist, first date, peak, weeks; tab-separated. */
export const songsFile = fileURLToPath(new URL(`${data}songs.tsv`, import.meta.url))

/** The real songs of the charts, best known first. */
export function realSongs(): readonly Song[] {
  const text = readFileSync(songsFile, 'utf8')
  const songs = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line): Song => {
      const [title = '', artist = '', , peak = '100', weeks = '0'] = line.split('\t')
      return { title, artist, popularity: 2 * Number(weeks) + 101 - Number(peak) }
    })
  return songs.sort((a, b) => b.popularity - a.popularity)
}

/**
 * `count` songs: the real ones, then variations of them. A variation takes the title of one song with one word
 * of another, the artist's names of two, and in one of six an invented word, so that the vocabulary grows as it
 * does in a real collection.
 */
export function manySongs(count: number, seed = 7): readonly Song[] {
  const real = realSongs()
  if (count <= real.length) return real.slice(0, count)
  const random = seededRandom(seed)
  const pick = () => real[Math.floor(random() * real.length)] ?? { title: 'x', artist: 'x', popularity: 0 }
  const wordOf = (text: string) => {
    const words = text.split(' ')
    return words[Math.floor(random() * words.length)] ?? text
  }
  const songs = [...real]
  while (songs.length < count) {
    const [one, other] = [pick(), pick()]
    const title = one.title.split(' ')
    title[Math.floor(random() * title.length)] = wordOf(other.title)
    const artist = one.artist.split(' ')
    artist[artist.length - 1] = other.artist.split(' ').at(-1) ?? ''
    if (random() < 1 / 6) {
      const head = wordOf(one.artist)
      const tail = wordOf(other.title)
      artist[0] =
        head.slice(0, Math.ceil(head.length / 2)) + tail.slice(Math.floor(tail.length / 2)).toLowerCase()
    }
    songs.push({ title: title.join(' '), artist: artist.join(' '), popularity: 0 })
  }
  return songs
}
