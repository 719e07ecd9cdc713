import { closedWords, lostWords } from '../model/words.ts'
import { Fragment, h } from '../view/h.ts'
import { Home } from './home.tsx'
import type { Props } from './page.tsx'
import { Results } from './results.tsx'

/** Search on top, then its results, or what became of one's songs and the room. */
export function Inside({ state, night }: Props) {
  const { event, guest, query, reachable, lost, room } = state
  const closed = event ? closedWords(event, guest?.blocked) : ''
  const searchable = event?.status !== 'offline' && event?.pages.requests && !guest?.blocked && !event.ended
  const searching = searchable && query.trim() !== ''

  return (
    <>
      <header>
        <h1 tabindex={-1}>{event?.title}</h1>
        <bdi>{guest?.nickname}</bdi>
      </header>
      <div role="status">
        {/* What ends while the wifi is away would stay: truth first. */}
        {reachable &&
          room?.notices.map((line) => (
            <p class="banner" key={line}>
              <bdi>{line}</bdi>
            </p>
          ))}
      </div>
      {searchable && (
        <search>
          <form onSubmit={hideKeyboard}>
            <input
              type="search"
              aria-label="Search for a song or artist"
              placeholder="Song or artist"
              enterkeyhint="search"
              autocomplete="off"
              autocorrect="off"
              spellcheck="false"
              maxlength={80}
              value={query}
              onInput={({ currentTarget }) => night.search(currentTarget.value)}
            />
            {query && (
              <button
                type="button"
                class="plain"
                aria-label="Clear the search"
                onClick={() => night.search('')}
              >
                ×
              </button>
            )}
          </form>
        </search>
      )}
      <main class={searching ? '' : 'home'}>
        {!reachable && (
          <p class="quiet reconnecting">
            {lost ? lostWords(state.sending) : 'Reconnecting… Your taps are kept.'}
          </p>
        )}
        {searching ? (
          <Results state={state} night={night} closed={closed} />
        ) : (
          <Home state={state} night={night} closed={closed} />
        )}
      </main>
    </>
  )
}

function hideKeyboard(submitted: SubmitEvent) {
  submitted.preventDefault()
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
