import { buildVocabulary, type Vocabulary } from './vocabulary.ts'
import { wordsOf } from './words.ts'

/** Songs by word and words by song. Flat arrays only: it moves between threads without being copied. */
export type SearchIndex = {
  readonly songs: number
  readonly vocabulary: Vocabulary
  /** Songs that have word `w`, ascending: `postings[postingStart[w] .. postingStart[w + 1] - 1]`. */
  readonly postingStart: Uint32Array
  readonly postings: Uint32Array
  /** Words of song `s`, those of the title first: `songWords[songStart[s] .. songStart[s + 1] - 1]`. */
  readonly songStart: Uint32Array
  readonly songWords: Uint32Array
  readonly titleWords: Uint8Array
  /** How much a word tells songs apart, 12 (in every song) .. 255 (in one). */
  readonly weights: Uint8Array
}

export type IndexBuilder = {
  /** Songs are numbered in the order of adding. */
  readonly add: (title: string, artist: string) => void
  readonly size: () => number
  /**
   * An index of what was added so far; more can be added afterwards. `order` lists the songs' numbers, best known
   * first: equal matches come in this order and the index numbers them by it.
   */
  readonly build: (order?: Uint32Array) => SearchIndex
}

export function createIndexBuilder(): IndexBuilder {
  const numbers = new Map<string, number>()
  const words: string[] = []
  // One singer has many songs: folding each name once saves half of the work.
  const artistWords = new Map<string, readonly number[]>()
  let flat = new Uint32Array(1024)
  let starts = new Uint32Array(256)
  let titles = new Uint8Array(256)
  let songs = 0

  function numberOf(word: string): number {
    const known = numbers.get(word)
    if (known !== undefined) return known
    numbers.set(word, words.length)
    words.push(word)
    return words.length - 1
  }

  function wordsOfArtist(artist: string): readonly number[] {
    const known = artistWords.get(artist)
    if (known) return known
    const made = wordsOf(artist).map(numberOf)
    artistWords.set(artist, made)
    return made
  }

  function add(title: string, artist: string): void {
    const ofTitle = wordsOf(title)
    const ofArtist = wordsOfArtist(artist)
    if (songs + 2 > starts.length) {
      starts = grown(starts, songs + 2)
      titles = grownBytes(titles, songs + 2)
    }
    let at = starts[songs] ?? 0
    const stop = at + ofTitle.length + ofArtist.length
    if (stop > flat.length) flat = grown(flat, stop)
    for (const word of ofTitle) flat[at++] = numberOf(word)
    for (const word of ofArtist) flat[at++] = word
    titles[songs] = ofTitle.length
    songs++
    starts[songs] = at
  }

  return {
    add,
    size: () => songs,
    build: (order) =>
      buildIndex(
        words,
        { songs, starts, flat, titles },
        order ?? Uint32Array.from({ length: songs }, (_, i) => i),
      ),
  }
}

type Added = {
  readonly songs: number
  readonly starts: Uint32Array
  readonly flat: Uint32Array
  readonly titles: Uint8Array
}

function buildIndex(words: readonly string[], added: Added, order: Uint32Array): SearchIndex {
  const sorted = Uint32Array.from(words, (_, i) => i).sort((a, b) =>
    (words[a] ?? '') < (words[b] ?? '') ? -1 : 1,
  )
  const vocabulary = buildVocabulary(Array.from(sorted, (word) => words[word] ?? ''))
  const place = new Uint32Array(words.length)
  sorted.forEach((word, at) => {
    place[word] = at
  })

  const { songs } = added
  const songStart = new Uint32Array(songs + 1)
  const songWords = new Uint32Array(added.starts[songs] ?? 0)
  const titleWords = new Uint8Array(songs)
  const counts = new Uint32Array(words.length)
  const lastSong = new Int32Array(words.length).fill(-1)
  let at = 0
  for (let song = 0; song < songs; song++) {
    const from = order[song] ?? 0
    titleWords[song] = added.titles[from] ?? 0
    for (let i = added.starts[from] ?? 0; i < (added.starts[from + 1] ?? 0); i++) {
      const word = place[added.flat[i] ?? 0] ?? 0
      songWords[at++] = word
      if (lastSong[word] !== song) counts[word] = (counts[word] ?? 0) + 1
      lastSong[word] = song
    }
    songStart[song + 1] = at
  }
  const shape = { songs, songStart, songWords, titleWords }
  return { ...shape, vocabulary, ...postingsOf(shape, counts), weights: weightsOf(counts, songs) }
}

function postingsOf(
  shape: Pick<SearchIndex, 'songs' | 'songStart' | 'songWords'>,
  counts: Uint32Array,
): Pick<SearchIndex, 'postingStart' | 'postings'> {
  const postingStart = new Uint32Array(counts.length + 1)
  for (let word = 0; word < counts.length; word++) {
    postingStart[word + 1] = (postingStart[word] ?? 0) + (counts[word] ?? 0)
  }
  const postings = new Uint32Array(postingStart[counts.length] ?? 0)
  const filled = postingStart.slice()
  const lastSong = new Int32Array(counts.length).fill(-1)
  for (let song = 0; song < shape.songs; song++) {
    for (let i = shape.songStart[song] ?? 0; i < (shape.songStart[song + 1] ?? 0); i++) {
      const word = shape.songWords[i] ?? 0
      if (lastSong[word] === song) continue
      lastSong[word] = song
      const slot = filled[word] ?? 0
      postings[slot] = song
      filled[word] = slot + 1
    }
  }
  return { postingStart, postings }
}

function weightsOf(counts: Uint32Array, songs: number): Uint8Array {
  const most = Math.log(1 + songs)
  return Uint8Array.from(counts, (count) =>
    Math.max(12, Math.round((255 * Math.log(1 + songs / count)) / most)),
  )
}

function grown(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(Math.max(needed, array.length * 2))
  bigger.set(array)
  return bigger
}

function grownBytes(array: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  const bigger = new Uint8Array(Math.max(needed, array.length * 2))
  bigger.set(array)
  return bigger
}
