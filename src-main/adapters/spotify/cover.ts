import type { FetchCover } from '../../services/spotify/ports.ts'

type CoverOptions = {
  /** Where the API is: a stand-in for tests has its covers beside it. */
  readonly apiUrl: string
  /** Milliseconds until one is given up. */
  readonly patience?: number
}

/** Spotify's covers of 300 px have about 20 kB. */
const largest = 1_000_000
/** Where Spotify keeps its pictures. */
const hosts = /(^|\.)(scdn\.co|spotifycdn\.com)$/

/** Fetches covers from Spotify's own hosts and nowhere else, so that phones need no internet and are not seen there. */
export function createFetchCover({ apiUrl, patience = 5_000 }: CoverOptions): FetchCover {
  const besideApi = new URL(apiUrl).origin

  function isCover(url: string): boolean {
    if (!URL.canParse(url)) return false
    const { protocol, hostname, origin } = new URL(url)
    return origin === besideApi || (protocol === 'https:' && hosts.test(hostname))
  }

  return async (url) => {
    if (!isCover(url)) return null
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' })
      const type = answer.headers.get('content-type')?.split(';', 1)[0]?.trim() ?? ''
      if (!answer.ok || !answer.body || !type.startsWith('image/')) {
        await answer.body?.cancel()
        return null
      }
      const body = await readAtMost(answer.body, largest)
      return body && { type, body }
    } catch {
      return null
    }
  }
}

/** `null` when there is more than that. */
async function readAtMost(stream: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}
