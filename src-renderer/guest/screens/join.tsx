import { lostWords, waitWords } from '../model/words.ts'
import { h } from '../view/h.ts'
import type { Props } from './page.tsx'

/** The code from the display (unless the link brought it) and a name. */
export function Join({ state, night }: Props) {
  const { event, needsCode, secret, code, joinWait, joining } = state
  const long = needsCode ? 8 : 4

  async function submit(submitted: SubmitEvent & { readonly currentTarget: HTMLFormElement }) {
    submitted.preventDefault()
    const { nickname, code: box } = submitted.currentTarget
      .elements as typeof submitted.currentTarget.elements & {
      readonly nickname: HTMLInputElement
      readonly code?: HTMLInputElement
    }
    if (!secret && code.length < long) return box?.focus()
    await night.join(nickname.value.trim())
    box?.focus()
  }

  function typeCode({ currentTarget }: { readonly currentTarget: HTMLInputElement }) {
    night.typeCode(currentTarget.value)
    const name = currentTarget.form?.elements.namedItem('nickname')
    if (name instanceof HTMLInputElement && !name.value && currentTarget.value.length === long) name.focus()
  }

  return (
    <main class="hall">
      <i class="bars" />
      <h1 tabindex={-1}>{event?.title || 'Ask for a song'}</h1>
      {event?.welcome && <p class="quiet">{event.welcome}</p>}
      {event?.status === 'offline' ? (
        <p class="banner">{waitWords(event)}</p>
      ) : (
        <form onSubmit={submit}>
          {!secret && (
            <label class="code">
              {needsCode ? 'The code on the display' : 'The PIN on the display'}
              <input
                name="code"
                value={code}
                onInput={typeCode}
                inputmode={needsCode ? 'text' : 'numeric'}
                autocomplete="one-time-code"
                autocapitalize="characters"
                spellcheck="false"
              />
              <span class={`boxes b${long}`} aria-hidden="true">
                {[...code.padEnd(long)].map((character, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a box is its place
                  <b key={index} class={index === code.length ? 'here' : ''}>
                    {character}
                  </b>
                ))}
              </span>
            </label>
          )}
          <label>
            Your name
            <input
              name="nickname"
              defaultValue={state.nickname}
              required
              maxlength={60}
              autocomplete="nickname"
            />
          </label>
          <p role="alert">
            {state.joinWords}
            {joinWait > 0 && ` (${joinWait} s)`}
          </p>
          <button type="submit" class="primary" aria-disabled={joining || joinWait > 0}>
            {joining ? 'Joining…' : 'Join'}
          </button>
          {!state.reachable && (
            <p class="quiet reconnecting">
              {state.lost ? lostWords(state.sending) : 'Looking for the DJ’s laptop…'}
            </p>
          )}
        </form>
      )}
    </main>
  )
}
