import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import { textLimits } from '../../../src-main/core/limits.ts'
import { Button, Keycap } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { type EntryChoice, entryChoices } from './entry-choices.ts'
import styles from './queue.module.css'
import { StandingLine } from './standing-line.tsx'
import { useEntering } from './use-entering.ts'
import { useStanding } from './use-standing.ts'

/** A song of the catalogue, or what was typed so far of one that it does not have. */
export type EnteredSong = { readonly track: GuestTrack } | { readonly typed: string }

export type AddFormProps = { readonly song: EnteredSong; readonly onClose: () => void }

/** For somebody at the desk without a phone: the song, who asks, and a dedication. It stays until all that is kept. */
export function AddForm({ song, onClose }: AddFormProps) {
  const [title, setTitle] = useState('typed' in song ? song.typed : '')
  const [artist, setArtist] = useState('')
  const [nickname, setNickname] = useState('')
  const [note, setNote] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const isReady = 'track' in song || title.trim() !== ''
  const wanted = 'track' in song ? { trackId: song.track.id } : { wish: { title, artist } }
  const standing = useStanding(isReady ? wanted : null)
  const choices = entryChoices(standing, { song: isReady, nickname, note })
  const enter = useEntering(onClose)

  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:not([value=""]), input')?.focus(), [])

  function choose(choice: EntryChoice | undefined): void {
    if (!choice?.may) return
    const shown = 'track' in song ? song.track.title : title.trim()
    void enter(choice.does, { title: shown, song: wanted, nickname, note }, standing.request)
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    choose(choices[0])
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
        <p>
          {song.track.title} · {song.track.artist}
        </p>
      ) : (
        <>
          <Field
            label="Title"
            maxLength={textLimits.song}
            autoComplete="off"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
          <Field
            label="By"
            maxLength={textLimits.song}
            autoComplete="off"
            value={artist}
            onChange={(event) => setArtist(event.target.value)}
          />
        </>
      )}
      <Field
        label="Asked by"
        hint="Empty: it is your own."
        maxLength={textLimits.nickname}
        autoComplete="off"
        value={nickname}
        onChange={(event) => setNickname(event.target.value)}
      />
      <Field
        label="Dedication"
        maxLength={textLimits.note}
        autoComplete="off"
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className={styles.addFoot}>
        <StandingLine {...standing} />
        <div className={styles.addChoices}>
          {choices.map((choice, at) => (
            <Button
              key={at === 0 ? 'first' : 'second'}
              {...(at === 0 ? { type: 'submit', look: 'primary' } : { onClick: () => choose(choice) })}
              disabled={!choice.may}
            >
              {choice.words}
              {at === 0 && <Keycap>↵</Keycap>}
            </Button>
          ))}
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </form>
  )
}
