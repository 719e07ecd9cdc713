import { createBestSongs } from './best-songs.ts'
import type { SearchIndex } from './build-index.ts'
import { clearPlan, createFits, planQuery, type QueryPlan, type Term } from './plan-query.ts'
import { createScorer, highestPoints, leastMet } from './score-song.ts'
import { bestSplit } from './split-word.ts'
import { wordsOf } from './words.ts'

/** Songs looked at for one query; more common words only look at the best known songs. */
const mostScored = 60_000
/** Once nothing better can come, near matches are only looked for this far. */
const mostScoredForMore = 5_000
/** A word taken apart is a little less likely than a word as it stands. */
const splitCost = 3

/** In a query of so few words known ones are taken apart too; in longer ones only those that no song has. */
const fewWords = 2

/** Finds songs by what a person typed; best match first, at most `limit`, as numbers of the index. */
export type SearchSongs = (query: string, limit: number) => readonly number[]

/** Holds the index and its working memory; one query at a time. */
export function createSearch(index: SearchIndex): SearchSongs {
  const fits = createFits(index)
  const seen = new Uint32Array(index.songs)
  let round = 0

  function searchWords(typed: readonly string[], limit: number) {
    const plan = planQuery(index, fits, typed)
    const best = createBestSongs(limit)
    const score = createScorer(index, fits, plan)
    round++
    let budget = mostScored
    let unseenShare = 1
    for (const term of byRarity(plan)) {
      // What was not met by now lacks all the terms looked up so far.
      if (unseenShare < leastMet) break
      if (best.top() >= highestPoints(unseenShare)) budget = Math.min(budget, mostScoredForMore)
      // Half-matches by a very common word alone are not worth the time once there are better ones.
      if (budget <= 0 || (term.songs > budget && best.top() > 0)) break
      budget -= visit(term, fits.fits[plan.terms.indexOf(term)], budget, (song) => {
        if (seen[song] === round) return
        seen[song] = round
        const points = score(song)
        if (points >= 0) best.add(song, Math.round(points * 4) / 4)
      })
      unseenShare -= term.weight / plan.weight
    }
    clearPlan(fits, plan)
    return { plan, best: best.list() }
  }

  function visit(
    term: Term,
    ofTerm: Uint8Array | undefined,
    budget: number,
    each: (song: number) => void,
  ): number {
    const { postingStart, postings } = index
    const all = term.songs <= budget
    const words = all
      ? term.words
      : term.words.sort((a, b) => (ofTerm?.[b] ?? 0) - (ofTerm?.[a] ?? 0) || a - b)
    let left = budget
    for (const word of words) {
      const from = postingStart[word] ?? 0
      const to = Math.min(postingStart[word + 1] ?? 0, from + left)
      for (let i = from; i < to; i++) each(postings[i] ?? 0)
      left -= to - from
      if (left <= 0) break
    }
    return budget - left
  }

  return (query, limit) => {
    const typed = wordsOf(query)
    if (typed.length === 0 || index.songs === 0 || limit <= 0) return []
    const first = searchWords(typed, limit)
    const apart = takenApart(index, typed, first.plan)
    if (!apart) return first.best.map(({ song }) => song)
    const merged = createBestSongs(limit)
    const second = searchWords(apart, limit).best.map(({ song, score }) => ({
      song,
      score: score - splitCost,
    }))
    const scores = new Map<number, number>()
    for (const { song, score } of [...first.best, ...second]) {
      scores.set(song, Math.max(score, scores.get(song) ?? Number.NEGATIVE_INFINITY))
    }
    for (const [song, score] of scores) merged.add(song, score)
    return merged.list().map(({ song }) => song)
  }
}

function byRarity(plan: QueryPlan): readonly Term[] {
  return [...plan.terms].sort((a, b) => a.songs - b.songs)
}

/** The typed words, with those that two neighbours make up taken apart: `acdc`, and `blackbird` for `Black Bird`. */
function takenApart(index: SearchIndex, typed: readonly string[], plan: QueryPlan): readonly string[] | null {
  const short = typed.length <= fewWords
  const unknown = new Set(plan.terms.filter((term) => short || !term.exact).map((term) => term.text))
  let changed = false
  const words = typed.flatMap((word) => {
    const parts = unknown.has(word) ? bestSplit(index, word) : null
    if (!parts) return [word]
    changed = true
    return parts
  })
  return changed ? words : null
}
