import { useEffect, useRef, useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { isSearched } from '../spotify/words.ts'
import { useActions, useSpotify } from '../state/context.tsx'
import { isLink, searchWords } from './search-words.ts'

/** Waits for a pause in typing this long, in milliseconds. */
const pause = 100

export type SongSearch = {
  /** `null` while nothing was asked or no answer came yet. */
  readonly found: readonly GuestTrack[] | null
  /** Whether Spotify may have more, and whether it is being asked. */
  readonly more: 'none' | 'offered' | 'loading'
  /** Adds Spotify's next page to what was found. */
  readonly loadMore: () => Promise<void>
}

type Found = {
  readonly words: string
  readonly tracks: readonly GuestTrack[]
  /** Where Spotify's next page begins; `null` when there is none. */
  readonly next: number | null
}

/** The answer to what is typed: of the catalogue and, while it is searched, of Spotify. */
export function useSongSearch(query: string): SongSearch {
  const { ask, send } = useActions()
  const searched = useSpotify(isSearched)
  const [found, setFound] = useState<Found | null>(null)
  const [loading, setLoading] = useState(false)
  const words = searchWords(query)
  const present = useRef(words)
  present.current = words

  useEffect(() => {
    if (words === '') {
      setFound(null)
      return
    }
    let current = true
    const timer = setTimeout(async () => {
      const answer = await ask('catalogue.search', { query: words })
      if (!current) return
      const tracks = answer.ok ? answer.value.tracks : []
      const fromSpotify = tracks.filter(({ spotifyUrl }) => spotifyUrl !== null).length
      setFound({ words, tracks, next: searched && !isLink(words) ? fromSpotify : null })
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [words, searched, ask])

  async function loadMore(): Promise<void> {
    if (found === null || found.next === null || loading) return
    setLoading(true)
    const answer = await send('spotify.search', { query: found.words, offset: found.next })
    setLoading(false)
    // What was typed meanwhile asks for something else.
    if (!answer.ok || present.current !== found.words) return
    const known = new Set(found.tracks.map(({ id }) => id))
    const added = answer.value.tracks.filter(({ id }) => !known.has(id))
    setFound({ ...found, tracks: [...found.tracks, ...added], next: answer.value.next })
  }

  const more = found === null || found.next === null ? 'none' : loading ? 'loading' : 'offered'
  return { found: found?.tracks ?? null, more, loadMore }
}
