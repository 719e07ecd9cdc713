import { useState } from 'react'
import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import type { SongRules } from '../../../src-main/core/event-rules.ts'
import { textLimits } from '../../../src-main/core/limits.ts'
import { useSongSearch } from '../night/use-song-search.ts'
import panels from '../panels/panels.module.css'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import styles from './rules.module.css'
import { type TriedSong, useTrial } from './use-trial.ts'

const mostFound = 4

type Typed = { readonly title: string; readonly artist: string; readonly trackId: string | null }

const nothingTyped: Typed = { title: '', artist: '', trackId: null }

/** What a guest would be told, at once, also for an entry that is not on the list yet. */
export function TrySong({ rules }: { readonly rules: SongRules }) {
  const [typed, setTyped] = useState(nothingTyped)
  const isPicked = typed.trackId !== null
  const { found } = useSongSearch(isPicked ? '' : `${typed.title} ${typed.artist}`)
  const trial = useTrial(rules, songOf(typed))
  const type = (change: Partial<Typed>) => setTyped({ ...typed, ...change, trackId: null })
  const pick = ({ title, artist, id }: GuestTrack) => setTyped({ title, artist, trackId: id })
  return (
    <section className={panels.group} aria-label="Try a song">
      <h3 className={panels.groupTitle}>Try a song</h3>
      <div className={panels.pair}>
        <Field
          label="Title"
          maxLength={textLimits.song}
          autoComplete="off"
          value={typed.title}
          onChange={(event) => type({ title: event.target.value })}
        />
        <Field
          label="By"
          maxLength={textLimits.song}
          autoComplete="off"
          value={typed.artist}
          onChange={(event) => type({ artist: event.target.value })}
        />
      </div>
      <div role="status" className={styles.verdict} data-kind={trial?.kind}>
        {trial !== null && 'song' in trial && <p className={panels.muted}>{trial.song}</p>}
        {trial !== null && <p>{trial.words}</p>}
      </div>
      {!isPicked && found !== null && found.length > 0 && (
        <ul className={styles.entries} aria-label="In your music">
          {found.slice(0, mostFound).map((track) => (
            <li key={track.id}>
              <Button look="quiet" className={styles.pick} onClick={() => pick(track)}>
                {track.title} · {track.artist}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function songOf({ title, artist, trackId }: Typed): TriedSong | null {
  if (trackId !== null) return { trackId }
  return title.trim() === '' ? null : { wish: { title, artist } }
}
