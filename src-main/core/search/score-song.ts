import type { SearchIndex } from './build-index.ts'
import { type Fits, mostTerms, type QueryPlan } from './plan-query.ts'

/** What counts how much, in points; a query whose every word is met exactly has 100 before these. */
const points = {
  titleCovered: 13,
  artistCovered: 12,
  sideBySide: 5,
  startsField: 2,
  nothingElse: 2,
}

/** A song that meets less of the query than this is not what was meant. */
export const leastMet = 0.55

/** A scorer for one query: points of a song, or -1 where it meets too little of the query. */
export type ScoreSong = (song: number) => number

/** No song that meets this share of the query can have more points. */
export function highestPoints(share: number): number {
  return 100 * share + Object.values(points).reduce((sum, value) => sum + value, 0)
}

export function createScorer(index: SearchIndex, fits: Fits, plan: QueryPlan): ScoreSong {
  const { songStart, songWords, titleWords, weights } = index
  const terms = plan.terms.length
  const everyBit = (1 << terms) - 1
  const termWeights = plan.terms.map((term) => term.weight)
  const best = new Uint8Array(mostTerms)
  const place = new Int16Array(mostTerms)

  function score(song: number): number {
    const from = songStart[song] ?? 0
    const to = songStart[song + 1] ?? 0
    const titleEnd = from + (titleWords[song] ?? 0)
    let met = 0
    let title = 0
    let titleMet = 0
    let artist = 0
    let artistMet = 0
    best.fill(0)
    for (let i = from; i < to; i++) {
      const word = songWords[i] ?? 0
      const weight = weights[word] ?? 0
      let bits = fits.mask[word] ?? 0
      let fit = 0
      met |= bits
      for (let term = 0; bits !== 0; term++, bits >>= 1) {
        if ((bits & 1) === 0) continue
        const value = fits.fits[term]?.[word] ?? 0
        if (value > fit) fit = value
        // Side by side with the word before is worth more than an earlier equal fit.
        const follows = term > 0 && place[term - 1] === i - 1 && (best[term - 1] ?? 0) > 0
        if (value > (best[term] ?? 0) || (value === best[term] && follows)) {
          best[term] = value
          place[term] = i
        }
      }
      if (i < titleEnd) {
        title += weight
        titleMet += (weight * fit) / 255
      } else {
        artist += weight
        artistMet += (weight * fit) / 255
      }
    }
    let sum = 0
    let pairs = 0
    for (let term = 0; term < terms; term++) {
      const fit = best[term] ?? 0
      sum += (termWeights[term] ?? 0) * (fit / 255)
      if (term > 0 && fit > 0 && (best[term - 1] ?? 0) > 0 && nextTo(place[term - 1], place[term], titleEnd))
        pairs++
    }
    const share = sum / plan.weight
    if (share < leastMet) return -1
    let result = 100 * share
    if (title > 0) result += (points.titleCovered * titleMet) / title
    if (artist > 0) result += (points.artistCovered * artistMet) / artist
    result += terms > 1 ? (points.sideBySide * pairs) / (terms - 1) : points.sideBySide
    if ((best[0] ?? 0) > 0 && (place[0] === from || place[0] === titleEnd)) result += points.startsField
    if (met === everyBit && to - from === plan.typedWords) result += points.nothingElse
    return result
  }

  return score
}

/** In this order, side by side and in one field. */
function nextTo(before: number | undefined, after: number | undefined, titleEnd: number): boolean {
  return before !== undefined && after === before + 1 && after !== titleEnd
}
