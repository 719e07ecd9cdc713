import type { SearchIndex } from './build-index.ts'
import { wordNumber } from './vocabulary.ts'

const fewestToSplit = 4
/** Songs of the rarer half that are looked at. */
const mostLookedAt = 2_000

/** The two words that stand side by side in most songs and spell `word` together, or `null`. */
export function bestSplit(index: SearchIndex, word: string): readonly [string, string] | null {
  if (word.length < fewestToSplit) return null
  let most = 0
  let best: readonly [string, string] | null = null
  for (let cut = 1; cut < word.length; cut++) {
    const left = wordNumber(index.vocabulary, word.slice(0, cut))
    const right = left < 0 ? -1 : wordNumber(index.vocabulary, word.slice(cut))
    if (right < 0) continue
    const together = countNeighbours(index, left, right)
    if (together > most) {
      most = together
      best = [word.slice(0, cut), word.slice(cut)]
    }
  }
  return best
}

function countNeighbours(index: SearchIndex, left: number, right: number): number {
  const { postingStart, postings, songStart, songWords } = index
  const size = (word: number) => (postingStart[word + 1] ?? 0) - (postingStart[word] ?? 0)
  const rarer = size(left) <= size(right) ? left : right
  const from = postingStart[rarer] ?? 0
  const to = Math.min(postingStart[rarer + 1] ?? 0, from + mostLookedAt)
  let together = 0
  for (let i = from; i < to; i++) {
    const song = postings[i] ?? 0
    const stop = songStart[song + 1] ?? 0
    for (let at = songStart[song] ?? 0; at + 1 < stop; at++) {
      if (songWords[at] === left && songWords[at + 1] === right) {
        together++
        break
      }
    }
  }
  return together
}
