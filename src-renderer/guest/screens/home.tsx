import { Fragment, h } from '../view/h.ts'
import { MyRequests } from './my-requests.tsx'
import type { Props } from './page.tsx'
import { UpNext } from './room.tsx'

/** What became of one's songs, and what the room hears next. */
export function Home({ state, night, closed }: Props & { readonly closed: string }) {
  const { event, mine, sending } = state
  const none = mine.length + sending.length === 0
  const [title = '', ...rest] = closed.split('. ')
  return (
    <>
      {closed && !none && !event?.ended ? (
        <p class="banner">{closed}</p>
      ) : closed ? (
        <Hero title={title} words={rest.join('. ')} />
      ) : (
        none && (
          <Hero
            title="What do you want to hear?"
            words={`${event?.welcome ?? ''} Type a song or an artist above. One tap asks for it.`}
          />
        )
      )}
      {!none && <MyRequests state={state} night={night} />}
      <UpNext state={state} />
    </>
  )
}

function Hero({ title, words }: { readonly title: string; readonly words: string }) {
  return (
    <div class="hero">
      <i class="bars" />
      <h2>{title}</h2>
      <p class="quiet">{words}</p>
    </div>
  )
}
