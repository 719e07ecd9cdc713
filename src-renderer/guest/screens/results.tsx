import type { FoundSong } from '../model/read.ts'
import { sendingWords, standingOf } from '../model/words.ts'
import { Fragment, h } from '../view/h.ts'
import { AskForm } from './ask-form.tsx'
import type { Props } from './page.tsx'
import { Instead, SongLine } from './song.tsx'

type ResultsProps = Props & { readonly closed: string }

/** What the search found; one tap on the button asks. */
export function Results({ state, night, closed }: ResultsProps) {
  const { found, searchWords, query, mine, sending } = state
  const songs = found?.songs ?? []
  const own = mine.length + sending.length
  return (
    <>
      {own > 0 && (
        <button type="button" class="plain" onClick={() => night.search('')}>
          ‹ My songs ({own})
        </button>
      )}
      <p class="quiet" role="status">
        {searchWords ||
          (!found
            ? 'Searching…'
            : songs.length
              ? `${songs.length} found. Tap a title to add a few words.`
              : 'Nothing found by that name.')}
      </p>
      <ul class="results">
        {songs.map((song) => (
          <Row key={song.id} song={song} state={state} night={night} closed={closed} />
        ))}
      </ul>
      {found && found.next > 0 && (
        <button type="button" class="secondary" onClick={night.more}>
          More from Spotify
        </button>
      )}
      {found &&
        !closed &&
        (state.opened === 'wish' ? (
          <AskForm wish={query.trim()} onSend={night.wish} />
        ) : (
          <button type="button" class="secondary" onClick={() => night.open('wish')}>
            Not there? Ask for it anyway
          </button>
        ))}
    </>
  )
}

function Row({ song, state, night, closed }: ResultsProps & { readonly song: FoundSong }) {
  const stand = standingOf(song, state.mine, state.sending)
  const open = stand.kind === 'free' && state.opened === song.id
  const refused = stand.kind === 'sending' ? stand.entry.refused : undefined
  const ask = (note: string) => (closed ? night.say(closed) : night.ask(song, note))
  const other = stand.kind === 'plus' ? stand.requestId : (refused?.requestId ?? '')
  return (
    <li class={stand.kind === 'shut' ? 'shut' : ''}>
      <div class="row">
        <button
          type="button"
          class="plain line"
          aria-expanded={stand.kind === 'free' ? open : undefined}
          onClick={() => stand.kind === 'free' && night.open(song.id)}
        >
          <SongLine song={song}>{song.spotifyUrl && ' · Spotify'}</SongLine>
        </button>
        {stand.kind === 'free' || (refused && !other && !refused.instead) ? (
          <button
            type="button"
            class={refused ? 'secondary' : 'primary'}
            aria-disabled={closed !== ''}
            aria-label={`Ask ${refused ? 'again ' : ''}for ${song.title}`}
            onClick={() => ask('')}
          >
            {refused ? 'Again' : 'Ask'}
          </button>
        ) : other ? (
          <button
            type="button"
            class="primary plus"
            aria-label={`Add your +1 to ${song.title}`}
            onClick={() =>
              closed
                ? night.say(closed)
                : night.vote(other, song, stand.kind === 'sending' ? stand.entry.id : '')
            }
          >
            +1
          </button>
        ) : (
          <span class="tick" aria-hidden="true">
            {stand.kind === 'asked' ? '✓' : stand.kind === 'sending' && !refused ? '…' : ''}
          </span>
        )}
      </div>
      <p class={`said ${refused ? 'no' : stand.kind === 'asked' ? '' : 'off'}`}>
        {(stand.kind === 'sending' && sendingWords(stand.entry)) ||
          (stand.kind === 'asked' && stand.words) ||
          (stand.kind === 'shut' && 'Not available here') ||
          (stand.kind === 'plus' && `Wanted by ${stand.people}`)}
      </p>
      {stand.kind === 'sending' && <Instead entry={stand.entry} night={night} />}
      {open && <AskForm onSend={(_title, _artist, note) => ask(note)} />}
    </li>
  )
}
