import type { Night } from '../model/night.ts'
import type { State } from '../model/state.ts'
import { lostWords, noAnswer } from '../model/words.ts'
import { Fragment, h } from '../view/h.ts'
import { Inside } from './inside.tsx'
import { Join } from './join.tsx'
import { NowPlaying } from './room.tsx'

export type Props = { readonly state: State; readonly night: Night }

/** The whole page; one of three screens and the voice for screen readers. */
export function Page({ state, night }: Props) {
  return (
    <>
      {state.phase === 'in' ? (
        <Inside state={state} night={night} />
      ) : state.phase === 'join' || !state.known ? (
        // Whoever comes for the first time need not wait for the laptop's first word.
        <Join state={state} night={night} />
      ) : (
        <main class="hall">
          <i class="bars" />
          <h1>Ask for a song</h1>
          <p>{state.lost ? lostWords(state.sending) : state.reachable ? 'One moment…' : noAnswer}</p>
        </main>
      )}
      <p class="unseen" role="status">
        {state.spoken}
      </p>
      <footer>
        {state.toast && (
          <div class="toast">
            {state.toast}
            {state.takenBack && (
              <button type="button" class="secondary" onClick={night.askAgain}>
                Undo
              </button>
            )}
          </div>
        )}
        {state.phase === 'in' && !state.lost && <NowPlaying state={state} />}
      </footer>
    </>
  )
}

/** What is shown should the page itself fail. */
export function Broken() {
  return (
    <main class="hall">
      <h1>Sorry</h1>
      <p>Something went wrong on this page. What you asked for is safe.</p>
      <button type="button" class="primary" onClick={() => location.reload()}>
        Load it again
      </button>
    </main>
  )
}
