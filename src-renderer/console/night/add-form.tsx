import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { useActions } from '../state/context.tsx'
import { Button, Keycap } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import styles from './queue.module.css'

/** As long as a guest may type. */
const longest = { song: 80, name: 24, note: 140 }

/** A song of the catalogue, or what was typed so far of one that it does not have. */
export type EnteredSong = { readonly track: GuestTrack } | { readonly typed: string }

export type AddFormProps = { readonly song: EnteredSong; readonly onClose: () => void }

/** For somebody at the desk without a phone: the song, who asks, and a dedication. */
export function AddForm({ song, onClose }: AddFormProps) {
  const { addForSomeone } = useActions()
  const [title, setTitle] = useState('typed' in song ? song.typed : '')
  const [artist, setArtist] = useState('')
  const [nickname, setNickname] = useState('')
  const [note, setNote] = useState('')
  // One id for all tries: what was sent twice is entered once.
  const [id] = useState(() => crypto.randomUUID())
  const form = useRef<HTMLFormElement>(null)
  const isReady = 'track' in song || title.trim() !== ''

  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:not([value=""]), input')?.focus(), [])

  async function add(to: 'up-next' | 'inbox'): Promise<void> {
    if (!isReady) return
    const wanted = 'track' in song ? { trackId: song.track.id } : { wish: { title, artist } }
    if (await addForSomeone({ id, song: wanted, nickname, note, to })) onClose()
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    void add('up-next')
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.preventDefault()
    onClose()
  }

  return (
    <form
      ref={form}
      className={[styles.results, styles.addForm].join(' ')}
      aria-label="Add a song for someone"
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
    >
      {'track' in song ? (
        <p className={styles.title}>
          {song.track.title} · {song.track.artist}
        </p>
      ) : (
        <>
          <Field
            label="Title"
            maxLength={longest.song}
            autoComplete="off"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <Field
            label="By"
            maxLength={longest.song}
            autoComplete="off"
            value={artist}
            onChange={(event) => setArtist(event.target.value)}
          />
        </>
      )}
      <Field
        label="Asked by"
        hint="Empty: it is your own."
        maxLength={longest.name}
        autoComplete="off"
        value={nickname}
        onChange={(event) => setNickname(event.target.value)}
      />
      <Field
        label="Dedication"
        maxLength={longest.note}
        autoComplete="off"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={styles.addChoices}>
        <Button type="submit" look="primary" disabled={!isReady}>
          Up next
          <Keycap>↵</Keycap>
        </Button>
        <Button disabled={!isReady} onClick={() => void add('inbox')}>
          To the inbox
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
