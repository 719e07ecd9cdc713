import { foldText } from '../fold-text.ts'

/** More words than that in one field do not make a song easier to find. */
export const mostWords = 40
const longestWord = 40

/** Scripts that write without spaces: each sign is a word of its own, neighbours are ranked up. */
const unspaced =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u
const unspacedPieces =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]\p{M}*|[^\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu

const sameWords: Readonly<Record<string, string>> = { n: 'and', ft: 'featuring', feat: 'featuring' }

/** The folded words of a title, an artist or a query, in order; at most `mostWords`. */
export function wordsOf(text: string): string[] {
  const folded = foldText(text)
  if (folded === '') return []
  const words: string[] = []
  for (const word of folded.split(' ')) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII is
    if (/^[\x00-\x7f]*$/.test(word) || !unspaced.test(word)) {
      words.push(Object.hasOwn(sameWords, word) ? (sameWords[word] ?? word) : word.slice(0, longestWord))
    } else {
      words.push(...(word.match(unspacedPieces) ?? []).map((piece) => piece.slice(0, longestWord)))
    }
    if (words.length >= mostWords) return words.slice(0, mostWords)
  }
  return words
}
