/** Characters, as many as may be asked. */
const longest = 80

/**
 * What is asked for when this was typed or pasted. Of a link to Spotify, or of the sentence that a phone shares around
 * one, only the link matters, without what it carries behind the `?`.
 */
export function searchWords(typed: string): string {
  const link = typed.split(/\s+/).find(isLink)
  const words = link === undefined ? typed.trim() : link.replace(/[?#].*$/, '')
  return words.slice(0, longest)
}

/** Then there is one answer, and no further page. */
export function isLink(text: string): boolean {
  return /(?:^|\W)(?:spotify:|(?:\w+\.)*spotify\.com\/|spotify\.link\/)/i.test(text)
}
