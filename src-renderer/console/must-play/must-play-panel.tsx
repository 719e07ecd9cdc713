import { Plus, X } from 'lucide-react'
import { type ClipboardEvent, type FormEvent, useState } from 'react'
import { mustPlayKey, songsInLines } from '../../../src-main/core/must-play.ts'
import { useSongSearch } from '../night/use-song-search.ts'
import panels from '../panels/panels.module.css'
import rules from '../rules/rules.module.css'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { focusNeighbour } from '../ui/focus-neighbour.ts'
import styles from './must-play.module.css'
import { Progress } from './must-play-line.tsx'
import { type MustPlaySong, useMustPlay } from './use-must-play.ts'
import { stateWords } from './words.ts'

const mostFound = 4
/** As long as a title and an artist may be. */
const longest = 240

/** What must be played tonight, and how far it is. Each change is kept at once. */
export function MustPlayPanel() {
  const { songs, played } = useMustPlay()
  return (
    <>
      {songs.length > 0 && (
        <div className={panels.group}>
          <p className={styles.far}>
            <span className={panels.big}>
              {played} of {songs.length}
            </span>{' '}
            played
          </p>
          <Progress played={played} all={songs.length} />
        </div>
      )}
      <AddForm />
      <section className={panels.group} aria-label="The list">
        {songs.length === 0 ? (
          <p className={panels.muted}>
            Nothing is listed yet. The first dance, the birthday song: what is here is watched for you, and
            marked in the inbox when a guest asks for it.
          </p>
        ) : (
          <ul className={rules.entries}>
            {songs.map((song) => (
              <Entry key={mustPlayKey(song)} song={song} />
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function AddForm() {
  const { addMustPlay } = useActions()
  const [text, setText] = useState('')
  const { found } = useSongSearch(text)
  const add = async (songs: ReturnType<typeof songsInLines>): Promise<void> => {
    if (songs.length > 0 && (await addMustPlay(songs))) setText('')
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    void add(songsInLines(text))
  }

  /** A whole list becomes entries at once: a field has no lines. */
  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData('text')
    if (!/[\r\n]/.test(pasted.trim())) return
    event.preventDefault()
    void add(songsInLines(pasted))
  }

  return (
    <form className={panels.group} onSubmit={submit}>
      <Field
        label="Song"
        hint="Artist – Title, or the title alone. Paste a whole list: one song a line."
        autoComplete="off"
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onPaste={onPaste}
      />
      {found !== null && found.length > 0 && (
        <ul className={rules.entries} aria-label="In your music">
          {found.slice(0, mostFound).map(({ id, title, artist }) => (
            <li key={id}>
              <Button look="quiet" className={rules.pick} onClick={() => void add([{ title, artist }])}>
                {title} · {artist}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className={panels.buttons}>
        <Button type="submit" disabled={text.trim() === ''}>
          <Plus size={16} aria-hidden="true" />
          Add to the list
        </Button>
      </div>
    </form>
  )
}

function Entry({ song }: { readonly song: MustPlaySong }) {
  const { queueMustPlay, removeMustPlay } = useActions()
  const { title, artist, state } = song
  const isMissing = state === 'open' || state === 'asked'
  return (
    <li className={[rules.entry, styles.entry].join(' ')}>
      <div className={rules.words}>
        <div className={styles.title}>{title}</div>
        <div className={styles.state}>
          {artist !== '' && `${artist} · `}
          <span data-state={state}>{stateWords[state]}</span>
        </div>
      </div>
      {isMissing && (
        <Button aria-label={`Put ${title} up next`} onClick={() => void queueMustPlay(song)}>
          <Plus size={16} aria-hidden="true" />
          Up next
        </Button>
      )}
      <Button
        look="quiet"
        shape="icon"
        aria-label={`Remove ${title}`}
        onClick={(event) => {
          focusNeighbour(event.currentTarget)
          void removeMustPlay(song)
        }}
      >
        <X size={18} aria-hidden="true" />
      </Button>
    </li>
  )
}
