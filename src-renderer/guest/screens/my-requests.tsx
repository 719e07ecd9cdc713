import type { Entry } from '../model/outbox.ts'
import type { MyRequest } from '../model/read.ts'
import { sendingWords, standing, step } from '../model/words.ts'
import { Fragment, h } from '../view/h.ts'
import type { Props } from './page.tsx'
import { Instead, Listen, SongLine } from './song.tsx'

const steps = ['Sent', 'Accepted', 'Next', 'Playing']

/** Playing, then what is still to come, then what is over. */
function rank(request: MyRequest): number {
  return request.playing ? 0 : step(request) ? 1 : 2
}

/** What became of one's taps tonight, newest first. */
export function MyRequests({ state, night }: Props) {
  const { mine, sending, quiet, event } = state
  return (
    <section>
      <div class="top">
        <h2>My songs</h2>
        <button type="button" class="plain" aria-pressed={!quiet} onClick={night.toggleQuiet}>
          Alerts {quiet ? 'off' : 'on'}
        </button>
      </div>
      <ul>
        {[...sending].reverse().map((entry) => (
          <Sending key={entry.id} entry={entry} ended={event?.ended} night={night} />
        ))}
        {[...mine]
          .filter(({ id }) => !sending.some((entry) => entry.id === id))
          .sort((one, other) => rank(one) - rank(other) || other.createdAt - one.createdAt)
          .map((request) => (
            <Mine key={request.id} request={request} night={night} />
          ))}
      </ul>
    </section>
  )
}

type SendingProps = Pick<Props, 'night'> & { readonly entry: Entry; readonly ended: boolean | undefined }

function Sending({ entry, ended, night }: SendingProps) {
  const { id, song, refused } = entry
  return (
    <li class="card">
      <div class="row">
        <SongLine song={song} />
      </div>
      <p class={refused ? 'said no' : 'said off'}>{sendingWords(entry, ended)}</p>
      {refused && (
        <p class="choices">
          <Instead entry={entry} night={night} />
          {refused.requestId && (
            <button type="button" class="primary" onClick={() => night.vote(refused.requestId, song, id)}>
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
  const { song, note, status, reason, answer, mine, votes, playing } = request
  const reached = step(request)
  return (
    <li class={`card ${playing ? 'playing' : reached ? '' : 'over'}`}>
      <div class="row">
        <SongLine song={song}>{votes > 0 && ` · +${votes}`}</SongLine>
        {playing && <i class="bars" />}
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
      <p class={reached ? 'said' : 'said off'}>
        {standing(request)}
        {reason && (
          <>
            : <bdi>{reason}</bdi>
          </>
        )}
      </p>
      {answer && (
        <p class="said">
          DJ: <bdi>{answer}</bdi>
        </p>
      )}
      {reached > 0 && (
        <p class="steps" aria-hidden="true">
          {steps.map((name, index) => (
            <span key={name} class={index < reached ? 'done' : ''}>
              {name}
            </span>
          ))}
        </p>
      )}
      <Listen spotifyUrl={song.spotifyUrl} />
    </li>
  )
}
