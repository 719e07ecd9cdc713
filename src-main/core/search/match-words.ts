import { childOf, nodeOf, type Vocabulary } from './vocabulary.ts'

/** How well a word of the vocabulary fits a typed one, 1..255; a whole word without a slip is 255. */
export const exactFit = 255

/** Called for each range of words `low .. high - 1`; `fit` is asked once a word. */
export type OnMatch = (low: number, high: number, fit: (length: number) => number) => void

export type MatchOptions = {
  /** The word that is being typed right now: its beginning counts nearly as much as the whole. */
  readonly last: boolean
}

const fewestForSlip = 3
const fewestForSlipInBeginning = 4
const fewestForBeginning = 2
const fewestForTwoSlips = 6

/** Signs from here on carry a syllable or a word each: one wrong sign is another word, not a slip. */
const firstBroadSign = 0x2e80

/** All words that `typed` may mean: itself, its continuations, one slip away (two, where nothing else is found). */
export function matchWords(
  vocabulary: Vocabulary,
  typed: string,
  options: MatchOptions,
  onMatch: OnMatch,
): void {
  const size = typed.length
  let found = false
  const report: OnMatch = (low, high, fit) => {
    if (low >= high) return
    found = true
    onMatch(low, high, fit)
  }
  const node = nodeOf(vocabulary, typed)
  if (node > 0) {
    const low = vocabulary.low[node] ?? 0
    const whole = vocabulary.ends[node] === 1 ? 1 : 0
    if (whole) report(low, low + 1, () => exactFit)
    if (options.last || size >= fewestForBeginning) {
      const base = options.last ? 195 : 130
      const span = options.last ? 45 : 70
      report(low + whole, vocabulary.high[node] ?? 0, (length) => base + Math.round((span * size) / length))
    }
  }
  if (typed.charCodeAt(0) >= firstBroadSign) return
  if (size === 2) walk(vocabulary, typed, 1, false, report, (errors) => (errors === 0 ? exactFit : 120))
  if (size < fewestForSlip) return
  const beginning = options.last && size >= fewestForSlipInBeginning
  walk(vocabulary, typed, 1, beginning, report, fitOfSlip(size))
  if (!found && size >= fewestForTwoSlips) walk(vocabulary, typed, 2, beginning, report, fitOfSlip(size))
}

type FitOfSlip = (errors: number, startWrong: boolean, open: boolean, length: number) => number

function fitOfSlip(size: number): FitOfSlip {
  return (errors, startWrong, open, length) => {
    const less = (startWrong ? 12 : 0) + (errors - 1) * 50
    if (open) return Math.max(1, 120 + Math.round((45 * size) / Math.max(size, length)) - less)
    return Math.max(1, 170 + 3 * Math.min(size, 10) - less)
  }
}

/** Goes down the trie with at most `most` slips: a wrong, missing, additional letter or two swapped ones. */
function walk(
  vocabulary: Vocabulary,
  typed: string,
  most: number,
  beginning: boolean,
  report: OnMatch,
  fitOf: FitOfSlip,
): void {
  const { first, unit, low, high, ends } = vocabulary
  const size = typed.length

  function step(node: number, at: number, errors: number, startWrong: boolean): void {
    if (at >= size) {
      if (errors > 0) {
        const word = low[node] ?? 0
        if (ends[node] === 1) report(word, word + 1, (length) => fitOf(errors, startWrong, false, length))
        if (beginning) report(word, high[node] ?? 0, (length) => fitOf(errors, startWrong, true, length))
      }
      if (errors < most) {
        for (let child = first[node] ?? 0; child < (first[node + 1] ?? 0); child++) {
          if ((unit[child] ?? 0) < firstBroadSign) step(child, at, errors + 1, startWrong)
        }
      }
      return
    }
    const code = typed.charCodeAt(at)
    const same = childOf(vocabulary, node, code)
    if (same > 0) step(same, at + 1, errors, startWrong)
    if (errors >= most) return
    const wrong = startWrong || at === 0
    for (let child = first[node] ?? 0; child < (first[node + 1] ?? 0); child++) {
      if ((unit[child] ?? 0) >= firstBroadSign) break
      if (child !== same) step(child, at + 1, errors + 1, wrong)
      step(child, at, errors + 1, wrong)
    }
    step(node, at + 1, errors + 1, wrong)
    if (at + 1 < size) {
      const swapped = childOf(vocabulary, node, typed.charCodeAt(at + 1))
      const then = swapped > 0 && swapped !== same ? childOf(vocabulary, swapped, code) : -1
      if (then > 0) step(then, at + 2, errors + 1, wrong)
    }
  }

  step(0, 0, 0, false)
}
