/** A seeded random number generator (mulberry32): 0 <= value < 1, the same series for one seed. */
export function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz'

/** One slip of the finger: a wrong, missing, additional letter or two swapped ones. */
export function withSlip(word: string, random: () => number): string {
  const at = Math.floor(random() * word.length)
  const letter = alphabet[Math.floor(random() * alphabet.length)] ?? 'e'
  const kind = Math.floor(random() * 4)
  if (kind === 0) return word.slice(0, at) + letter + word.slice(at + 1)
  if (kind === 1) return word.slice(0, at) + word.slice(at + 1)
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at)
  const swap = Math.min(at, word.length - 2)
  return word.slice(0, swap) + (word[swap + 1] ?? '') + (word[swap] ?? '') + word.slice(swap + 2)
}

/** The longest query that guests can send. */
const longestQuery = 80

/** Title and artist as a hurried guest types them: one slip in each word of at least `fewest` letters. */
export function mistyped(title: string, artist: string, random: () => number, fewest = 4): string {
  const words = `${title} ${artist}`.toLowerCase().split(/\s+/)
  return words
    .map((word) => (word.length >= fewest ? withSlip(word, random) : word))
    .join(' ')
    .slice(0, longestQuery)
}
