/**
 * All distinct words as a trie in flat arrays. Words are numbered in their sorted order, so that the words below
 * a node are one range of numbers. The children of node `i` are the nodes `first[i] .. first[i + 1] - 1`.
 */
export type Vocabulary = {
  readonly count: number
  /** UTF-16 units of each word. */
  readonly lengths: Uint8Array
  readonly unit: Uint16Array
  readonly first: Uint32Array
  readonly low: Uint32Array
  readonly high: Uint32Array
  /** 1 where a word ends: it is word `low[i]`. */
  readonly ends: Uint8Array
}

/** `words` must be distinct, not empty and sorted by UTF-16 units. */
export function buildVocabulary(words: readonly string[]): Vocabulary {
  const nodes = countNodes(words)
  const unit = new Uint16Array(nodes)
  const first = new Uint32Array(nodes + 1)
  const low = new Uint32Array(nodes)
  const high = new Uint32Array(nodes)
  const ends = new Uint8Array(nodes)
  const depth = new Uint8Array(nodes)
  high[0] = words.length
  let next = 1
  for (let node = 0; node < nodes; node++) {
    first[node] = next
    const at = depth[node] ?? 0
    const stop = high[node] ?? 0
    let word = low[node] ?? 0
    if (word < stop && words[word]?.length === at) {
      ends[node] = 1
      word++
    }
    while (word < stop) {
      const code = words[word]?.charCodeAt(at) ?? 0
      unit[next] = code
      low[next] = word
      while (word < stop && words[word]?.charCodeAt(at) === code) word++
      high[next] = word
      depth[next] = at + 1
      next++
    }
  }
  first[nodes] = next
  const lengths = Uint8Array.from(words, (word) => word.length)
  return { count: words.length, lengths, unit, first, low, high, ends }
}

function countNodes(words: readonly string[]): number {
  let nodes = 1
  let before = ''
  for (const word of words) {
    let shared = 0
    const most = Math.min(word.length, before.length)
    while (shared < most && word.charCodeAt(shared) === before.charCodeAt(shared)) shared++
    nodes += word.length - shared
    before = word
  }
  return nodes
}

/** The child of `node` for a UTF-16 unit, or -1. */
export function childOf(vocabulary: Vocabulary, node: number, code: number): number {
  const { first, unit } = vocabulary
  let from = first[node] ?? 0
  let to = (first[node + 1] ?? 0) - 1
  while (from <= to) {
    const middle = (from + to) >> 1
    const here = unit[middle] ?? 0
    if (here === code) return middle
    if (here < code) from = middle + 1
    else to = middle - 1
  }
  return -1
}

/** The node that spells `word` (whole or as a beginning), or -1. */
export function nodeOf(vocabulary: Vocabulary, word: string): number {
  let node = 0
  for (let at = 0; at < word.length && node >= 0; at++) node = childOf(vocabulary, node, word.charCodeAt(at))
  return node
}

/** The number of a word, or -1. */
export function wordNumber(vocabulary: Vocabulary, word: string): number {
  const node = nodeOf(vocabulary, word)
  return node > 0 && vocabulary.ends[node] === 1 ? (vocabulary.low[node] ?? -1) : -1
}
