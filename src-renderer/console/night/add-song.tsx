import { Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { Cover } from '../../shared/cover.tsx'
import { formatDuration } from '../../shared/format.ts'
import { useActions, useNight } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import styles from './queue.module.css'
import { useSongSearch } from './use-song-search.ts'

/** The DJ's own entry: search, Enter, and it waits at the end of the queue. */
export function AddSong() {
  const { send, openPanel } = useActions()
  const hasCatalogue = useNight((night) => night.catalogue.phase !== 'none')
  const [query, setQuery] = useState('')
  const [place, setPlace] = useState(0)
  const found = useSongSearch(query)
  const list = useId()
  // biome-ignore lint/correctness/useExhaustiveDependencies: new results start at the first one
  useEffect(() => setPlace(0), [found])

  if (!hasCatalogue) {
    return (
      <div className={styles.add}>
        <Button look="quiet" onClick={() => openPanel('catalogue')}>
          <Plus size={16} aria-hidden="true" />
          Choose music to add songs yourself
        </Button>
      </div>
    )
  }

  async function add(track: GuestTrack | undefined): Promise<void> {
    if (track === undefined) return
    setQuery('')
    await send('request.add', { id: crypto.randomUUID(), trackId: track.id })
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const last = (found?.length ?? 0) - 1
    if (event.key === 'ArrowDown') setPlace(Math.min(last, place + 1))
    else if (event.key === 'ArrowUp') setPlace(Math.max(0, place - 1))
    else if (event.key === 'Enter') add(found?.[place])
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
      {open && <Results id={list} found={found} place={place} onChoose={add} />}
      <div className={styles.addField}>
        <Plus size={16} aria-hidden="true" />
        <input
          id="add-song"
          role="combobox"
          aria-label="Add a song yourself"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && found.length > 0 ? `${list}-${place}` : undefined}
          autoComplete="off"
          placeholder="Add a song yourself"
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

type ResultsProps = {
  readonly id: string
  readonly found: readonly GuestTrack[]
  readonly place: number
  readonly onChoose: (track: GuestTrack) => void
}

function Results({ id, found, place, onChoose }: ResultsProps) {
  if (found.length === 0) {
    return (
      <div className={styles.results} role="status">
        <p className={styles.nothing}>No song like that in your music.</p>
      </div>
    )
  }
  return (
    <div className={styles.results} id={id} role="listbox" aria-label="Songs found">
      {found.map((track, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox has the keys and the focus
        <div
          key={track.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === place}
          className={styles.result}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(track)}
        >
          <Cover url={track.artworkUrl} title={track.title} className={styles.cover} />
          <div className={styles.words}>
            <div className={styles.title}>{track.title}</div>
            <div className={styles.facts}>
              {[track.artist, track.durationMs === null ? '' : formatDuration(track.durationMs)]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
        </div>
      ))}
    </div>
  )
}
