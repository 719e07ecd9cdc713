import { Plus, UserPlus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { isSearched } from '../spotify/words.ts'
import { useActions, useNight, useSpotify } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import { Hint } from '../ui/hint.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { AddForm, type EnteredSong } from './add-form.tsx'
import { FoundSongs } from './found-songs.tsx'
import { foundToListen } from './found-to-listen.ts'
import styles from './queue.module.css'
import { useSongSearch } from './use-song-search.ts'

/** The DJ's own entry: search, Enter, and it waits at the end of the queue; Shift+Enter says for whom. */
export function AddSong() {
  const { addOwn, openPanel, listen } = useActions()
  const hasCatalogue = useNight((night) => night.catalogue.phase !== 'none')
  const hasSpotify = useSpotify(isSearched)
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const [entered, setEntered] = useState<EnteredSong | null>(null)
  const { found, more, loadMore } = useSongSearch(query)
  const list = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question starts at its first answer
  useEffect(() => setPlace(0), [query])

  if (!hasCatalogue && !hasSpotify) {
    return (
      <div className={styles.add}>
        {entered !== null && <AddForm song={entered} onClose={() => setEntered(null)} />}
        <Button look="quiet" onClick={() => openPanel('catalogue')}>
          <Plus size={16} aria-hidden="true" />
          Choose music to add songs yourself
        </Button>
        <Button look="quiet" onClick={() => setEntered({ typed: '' })}>
          <UserPlus size={16} aria-hidden="true" />
          Type a song in
        </Button>
      </div>
    )
  }

  function add(track: GuestTrack): void {
    if (!track.playable) return
    setQuery('')
    void addOwn(track)
  }

  const songs = found ?? []
  const open = found !== null && query.trim() !== ''
  const isNothing = open && songs.length === 0 && more === 'none'
  /** Below the last song stands what loads more of them. */
  const last = songs.length - (more === 'none' ? 1 : 0)

  function choose(index: number): void {
    const track = songs[index]
    if (track !== undefined) add(track)
    else if (more === 'offered') void loadMore()
  }

  /** The chosen song, or what the catalogue does not have, as it was typed. */
  function enterForSomeone(): void {
    const track = found === null ? undefined : songs[place]
    if (track !== undefined && !track.playable) return
    setEntered(track === undefined ? { typed: query.trim() } : { track })
    setQuery('')
  }

  function listenTo(track: GuestTrack | undefined): void {
    if (track !== undefined) listen(foundToListen(track))
  }

  function endEntry(): void {
    setEntered(null)
    document.getElementById('add-song')?.focus()
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter' && event.altKey) listenTo(songs[place])
    else if (event.key === 'Enter' && (event.shiftKey || isNothing)) enterForSomeone()
    else if (event.key === 'ArrowDown') setPlace(Math.min(last, place + 1))
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

  return (
    <div className={styles.add}>
      {entered !== null && <AddForm song={entered} onClose={endEntry} />}
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
      <SearchBox>
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
        <Hint words="Add a song for someone without a phone">
          <Button
            look="quiet"
            shape="icon"
            aria-label="Add a song for someone"
            onMouseDown={(event) => event.preventDefault()}
            onClick={enterForSomeone}
          >
            <UserPlus size={16} aria-hidden="true" />
          </Button>
        </Hint>
      </SearchBox>
    </div>
  )
}
