import type { SearchIndex } from './build-index.ts'
import { exactFit, matchWords } from './match-words.ts'
import { wordNumber } from './vocabulary.ts'

/** Distinct words of a query that are looked at; one bit each in `mask`. */
export const mostTerms = 12

const gluedFit = 242
const fewestForGluedSlip = 6
/** A word that no song has tells nothing apart; it only makes a match less sure. */
const unknownWeight = 80

/** Which typed words each word of the vocabulary may stand for, and how well. Reused from query to query. */
export type Fits = {
  /** Bit `t` is set where the word fits term `t`. */
  readonly mask: Uint16Array
  /** `fits[t][word]`, 0..255. */
  readonly fits: readonly Uint8Array[]
}

export type Term = {
  readonly text: string
  /** The words that fit, each once. */
  readonly words: number[]
  /** Songs that have one of these words, those with several counted again. */
  songs: number
  /** How much this term tells songs apart. */
  weight: number
  exact: boolean
}

export type QueryPlan = {
  readonly terms: readonly Term[]
  /** Of all terms together. */
  readonly weight: number
  readonly typedWords: number
}

export function createFits(index: SearchIndex): Fits {
  const { count } = index.vocabulary
  return {
    mask: new Uint16Array(count),
    fits: Array.from({ length: mostTerms }, () => new Uint8Array(count)),
  }
}

/** Looks up every typed word, and neighbours written as one (`black bird` for `blackbird`). */
export function planQuery(index: SearchIndex, fits: Fits, typed: readonly string[]): QueryPlan {
  const distinct = [...new Set(typed)].slice(0, mostTerms)
  const last = typed.at(-1)
  const terms = distinct.map((text): Term => ({ text, words: [], songs: 0, weight: 0, exact: false }))
  terms.forEach((term, bit) => {
    matchWords(index.vocabulary, term.text, { last: term.text === last }, (low, high, fitOf) =>
      note(index, fits, term, bit, low, high, fitOf),
    )
  })
  for (let at = 0; at + 1 < typed.length; at++) glue(index, fits, terms, typed, at, last)
  for (const [bit, term] of terms.entries()) weigh(index, fits, term, bit)
  const weight = terms.reduce((sum, term) => sum + term.weight, 0)
  return { terms, weight, typedWords: typed.length }
}

/** Forgets a plan's marks, so that the next query starts clean. */
export function clearPlan(fits: Fits, plan: QueryPlan): void {
  plan.terms.forEach((term, bit) => {
    const ofTerm = fits.fits[bit]
    for (const word of term.words) {
      fits.mask[word] = 0
      if (ofTerm) ofTerm[word] = 0
    }
  })
}

function note(
  index: SearchIndex,
  fits: Fits,
  term: Term,
  bit: number,
  low: number,
  high: number,
  fitOf: (length: number) => number,
): void {
  const ofTerm = fits.fits[bit]
  if (!ofTerm) return
  for (let word = low; word < high; word++) {
    const value = fitOf(index.vocabulary.lengths[word] ?? 1)
    const before = ofTerm[word] ?? 0
    if (before === 0) term.words.push(word)
    if (value > before) ofTerm[word] = value
    fits.mask[word] = (fits.mask[word] ?? 0) | (1 << bit)
  }
}

function glue(
  index: SearchIndex,
  fits: Fits,
  terms: readonly Term[],
  typed: readonly string[],
  at: number,
  last: string | undefined,
): void {
  for (const count of [2, 3]) {
    const parts = typed.slice(at, at + count)
    // Three only for spelled-out names: `r e m`.
    if (parts.length < count || (count === 3 && parts.some((part) => part.length > 1))) continue
    const glued = parts.join('')
    const bits = parts.map((part) => terms.findIndex((term) => term.text === part)).filter((bit) => bit >= 0)
    const put = (low: number, high: number, fitOf: (length: number) => number) => {
      for (const bit of bits) {
        const term = terms[bit]
        if (term) note(index, fits, term, bit, low, high, fitOf)
      }
    }
    if (glued.length >= fewestForGluedSlip) {
      matchWords(index.vocabulary, glued, { last: parts.at(-1) === last }, (low, high, fitOf) =>
        put(low, high, (length) => Math.min(gluedFit, fitOf(length))),
      )
    } else {
      const word = wordNumber(index.vocabulary, glued)
      if (word >= 0) put(word, word + 1, () => gluedFit)
    }
  }
}

/** A slip of a frequent word is likelier than one of a rare word: the most frequent meaning gives the weight. */
function weigh(index: SearchIndex, fits: Fits, term: Term, bit: number): void {
  const ofTerm = fits.fits[bit]
  let lightest = 255
  for (const word of term.words) {
    term.songs += (index.postingStart[word + 1] ?? 0) - (index.postingStart[word] ?? 0)
    const weight = index.weights[word] ?? 255
    if (ofTerm?.[word] === exactFit) {
      term.exact = true
      term.weight = weight
    } else if (weight < lightest) lightest = weight
  }
  if (term.words.length === 0) term.weight = unknownWeight
  else if (!term.exact) term.weight = lightest
}
