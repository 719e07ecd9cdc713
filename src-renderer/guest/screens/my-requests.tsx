import type { Entry } from '../model/outbox.ts'
import type { MyRequest } from '../model/read.ts'
import { standing, step } from '../model/words.ts'
import { Fragment, h } from '../view/h.ts'
import type { Props } from './page.tsx'
import { SongLine } from './song.tsx'

const steps = ['Sent', 'Accepted', 'Next', 'Playing']

/** What became of one's taps tonight, newest first. */
export function MyRequests({ state, night, closed }: Props & { readonly closed: string }) {
  const { mine, sending, event } = state
  const none = mine.length + sending.length === 0
  if (none && closed) return null
  return (
    <section>
      <h2>My songs</h2>
      {none && <p class="quiet">{event?.welcome} Search above and ask with one tap.</p>}
      <ul>
        {[...sending].reverse().map((entry) => (
          <Sending key={entry.id} entry={entry} night={night} />
        ))}
        {[...mine]
          .filter(({ id }) => !sending.some((entry) => entry.id === id))
          .sort((one, other) => other.createdAt - one.createdAt)
          .map((request) => (
            <Mine key={request.id} request={request} night={night} />
          ))}
      </ul>
    </section>
  )
}

function Sending({ entry, night }: Pick<Props, 'night'> & { readonly entry: Entry }) {
  const { id, song, refused, tries } = entry
  return (
    <li class="card">
      <div class="row">
        <SongLine song={song} />
      </div>
      <p class={refused ? 'said no' : 'said'}>
        {refused ? refused.words : tries ? 'Not through yet. It keeps trying by itself.' : 'Sending…'}
      </p>
      {refused && (
        <p class="choices">
          {refused.requestId && (
            <button type="button" class="secondary" onClick={() => night.vote(refused.requestId, song, id)}>
              Add my +1
            </button>
          )}
          <button type="button" class="secondary" onClick={() => night.dismiss(id)}>
            All right
          </button>
        </p>
      )}
    </li>
  )
}

function Mine({ request, night }: Pick<Props, 'night'> & { readonly request: MyRequest }) {
  const { song, note, status, reason, mine, votes, playing } = request
  const reached = step(request)
  return (
    <li class={`card ${playing ? 'playing' : reached ? '' : 'over'}`}>
      <div class="row">
        <SongLine song={song}>{votes > 0 && ` · +${votes}`}</SongLine>
        {mine && status === 'pending' && (
          <button
            type="button"
            class="plain"
            aria-label={`Take back ${song.title}`}
            onClick={() => night.takeBack(request)}
          >
            Take back
          </button>
        )}
      </div>
      {note && (
        <p class="quiet">
          “<bdi>{note}</bdi>”
        </p>
      )}
      <p class={`said ${status === 'rejected' ? 'no' : reached ? '' : 'off'}`}>
        {standing(request)}
        {reason && (
          <>
            : <bdi>{reason}</bdi>
          </>
        )}
      </p>
      {reached > 0 && (
        <p class="steps" aria-hidden="true">
          {steps.map((name, index) => (
            <span key={name} class={index < reached ? 'done' : ''}>
              {name}
            </span>
          ))}
        </p>
      )}
    </li>
  )
}
