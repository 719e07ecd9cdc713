import { useEffect, useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { useActions } from '../state/context.tsx'

/** Waits for a pause in typing this long, in milliseconds. */
const pause = 100

/** The catalogue's answer to what is typed; `null` while nothing was asked or no answer came yet. */
export function useSongSearch(query: string): readonly GuestTrack[] | null {
  const { ask } = useActions()
  const [found, setFound] = useState<readonly GuestTrack[] | null>(null)

  useEffect(() => {
    const words = query.trim().slice(0, 80)
    if (words === '') {
      setFound(null)
      return
    }
    let current = true
    const timer = setTimeout(async () => {
      const answer = await ask('catalogue.search', { query: words })
      if (current) setFound(answer.ok ? answer.value.tracks : [])
    }, pause)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [query, ask])

  return found
}
