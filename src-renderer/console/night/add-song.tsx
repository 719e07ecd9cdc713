import { Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { isSearched } from '../spotify/words.ts'
import { useActions, useNight, useSpotify } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import { FoundSongs } from './found-songs.tsx'
import styles from './queue.module.css'
import { useSongSearch } from './use-song-search.ts'

/** The DJ's own entry: search, Enter, and it waits at the end of the queue. */
export function AddSong() {
  const { send, openPanel } = useActions()
  const hasCatalogue = useNight((night) => night.catalogue.phase !== 'none')
  const hasSpotify = useSpotify(isSearched)
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const { found, more, loadMore } = useSongSearch(query)
  const list = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first answer
  useEffect(() => setPlace(0), [query])

  if (!hasCatalogue && !hasSpotify) {
    return (
      <div className={styles.add}>
        <Button look="quiet" onClick={() => openPanel('catalogue')}>
          <Plus size={16} aria-hidden="true" />
          Choose music to add songs yourself
        </Button>
      </div>
    )
  }

  async function add(track: GuestTrack): Promise<void> {
    if (!track.playable) return
    setQuery('')
    await send('request.add', { id: crypto.randomUUID(), trackId: track.id })
  }

  const songs = found ?? []
  /** Below the last song stands what loads more of them. */
  const last = songs.length - (more === 'none' ? 1 : 0)

  function choose(index: number): void {
    const track = songs[index]
    if (track !== undefined) void add(track)
    else if (more === 'offered') void loadMore()
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'ArrowDown') setPlace(Math.min(last, place + 1))
    else if (event.key === 'ArrowUp') setPlace(Math.max(0, place - 1))
    else if (event.key === 'Enter') choose(place)
    else if (event.key === 'Escape') leave(event.currentTarget)
    else return
    event.preventDefault()
  }

  function leave(input: HTMLInputElement): void {
    if (query === '') input.blur()
    setQuery('')
  }

  const open = found !== null && query.trim() !== ''
  return (
    <div className={styles.add}>
      {open && (
        <FoundSongs
          id={list}
          songs={found}
          more={more}
          place={place}
          withSpotify={hasSpotify}
          onChoose={choose}
        />
      )}
      <div className={styles.addField}>
        <Plus size={16} aria-hidden="true" />
        <input
          id="add-song"
          role="combobox"
          aria-label="Add a song yourself"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && last >= 0 ? `${list}-${Math.min(place, last)}` : undefined}
          autoComplete="off"
          placeholder={hasSpotify ? 'Add a song or a Spotify link' : 'Add a song yourself'}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
          onBlur={() => setQuery('')}
        />
        <Keycap>+</Keycap>
      </div>
    </div>
  )
}
