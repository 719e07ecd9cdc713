/** What somebody pasted, as far as it is Spotify's. */
export type SpotifyLink =
  | { readonly kind: 'track'; readonly id: string }
  /** A share link that only Spotify can resolve. */
  | { readonly kind: 'short' }
  /** An album, a playlist, a person … */
  | { readonly kind: 'other' }

const spotifyId = /^[0-9A-Za-z]{22}$/
const longestText = 2_000

/** Whether this can be the id of anything at Spotify: 22 characters of base62. */
export function isSpotifyId(text: string): boolean {
  return spotifyId.test(text)
}

/** The first link or URI of Spotify in a text, since phones share a sentence around it; `null` without one. */
export function readSpotifyLink(text: string): SpotifyLink | null {
  for (const word of text.slice(0, longestText).split(/\s+/)) {
    const link = readWord(word.replace(/^\W+|[^\w/]+$/g, ''))
    if (link !== null) return link
  }
  return null
}

function readWord(word: string): SpotifyLink | null {
  const uri = /^spotify:(?:\/\/)?(.+)$/i.exec(word)?.[1]
  if (uri !== undefined) return readPath(uri.split(/[?#]/, 1)[0]?.split(/[:/]/) ?? [])
  const link = /^(?:https?:\/\/)?([a-z.]+)\/([^?#]*)/i.exec(word)
  const [, host = '', path = ''] = link ?? []
  switch (host.toLowerCase()) {
    case 'open.spotify.com':
    case 'play.spotify.com':
      return readPath(path.split('/'))
    case 'spotify.link':
    case 'spotify.app.link':
      return path === '' ? null : { kind: 'short' }
    default:
      return null
  }
}

/** `track/ID`, with the language or `embed` before it. */
function readPath(parts: readonly string[]): SpotifyLink | null {
  const [kind, id = '', ...more] = parts.filter(
    (part, at) => part !== '' && !(at < 2 && /^(intl-[a-z-]+|embed)$/i.test(part)),
  )
  if (kind === undefined) return null
  return kind.toLowerCase() === 'track' && isSpotifyId(id) && more.length === 0
    ? { kind: 'track', id }
    : { kind: 'other' }
}
