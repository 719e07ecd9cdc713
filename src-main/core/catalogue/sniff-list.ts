/** How a list's bytes are to be read; `utf-8` has still to be proven over the whole file. */
export type ListEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export type Sniffed =
  | { readonly kind: 'text'; readonly encoding: ListEncoding }
  /** No list of songs: an archive, audio, a picture, a program. */
  | { readonly kind: 'binary' }

/** Starts of files that are text to the eye of a machine, or binary without a zero byte early on. */
const magic: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x49, 0x44, 0x33],
  [0xff, 0xfb],
  [0xff, 0xf3],
  [0xff, 0xf2],
  [0xff, 0xd8, 0xff],
  [0x89, 0x50, 0x4e, 0x47],
  [0x47, 0x49, 0x46, 0x38],
  [0x25, 0x50, 0x44, 0x46],
  [0x1f, 0x8b],
  [0x4f, 0x67, 0x67, 0x53],
  [0x52, 0x49, 0x46, 0x46],
  [0x66, 0x4c, 0x61, 0x43],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
]

/** Control characters that no text has: all but tab, line ends, form feed and the old end-of-file mark. */
const mostControlShare = 0.002

/** Judges a list by its first bytes (64 KB are plenty). */
export function sniffList(head: Uint8Array): Sniffed {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return text('utf-8')
  if (head[0] === 0xff && head[1] === 0xfe) return text('utf-16le')
  if (head[0] === 0xfe && head[1] === 0xff) return text('utf-16be')
  if (magic.some((start) => start.every((byte, at) => head[at] === byte))) return { kind: 'binary' }
  let evenZeros = 0
  let oddZeros = 0
  let controls = 0
  head.forEach((byte, at) => {
    if (byte === 0) at % 2 === 0 ? evenZeros++ : oddZeros++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls++
  })
  const pairs = head.length / 2
  if (controls > head.length * mostControlShare) return { kind: 'binary' }
  if (oddZeros > pairs * 0.4 && evenZeros < pairs * 0.05) return text('utf-16le')
  if (evenZeros > pairs * 0.4 && oddZeros < pairs * 0.05) return text('utf-16be')
  return evenZeros + oddZeros > 0 ? { kind: 'binary' } : text('utf-8')
}

function text(encoding: ListEncoding): Sniffed {
  return { kind: 'text', encoding }
}

/** Which kind of list a name and its first line make, or `null` for another kind of text. */
export function listKind(name: string, firstLine: string): 'm3u' | 'table' | null {
  if (/^\uFEFF?#EXT(M3U|INF)/i.test(firstLine) || /\.m3u8?$/i.test(name)) return 'm3u'
  // XML, HTML, JSON, PLS: text, but no table.
  return /^\uFEFF?\s*[<{[]/.test(firstLine) ? null : 'table'
}
