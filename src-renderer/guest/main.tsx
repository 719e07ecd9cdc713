import { h } from './view/h.ts'
import { paint } from './view/paint.ts'
import '../shared/tokens.css'
import './styles/base.css'
import './styles/join.css'
import './styles/inside.css'
import './styles/foot.css'
import { makeUuid, openBox, type Socket, takeFragment } from './model/device.ts'
import { createNight } from './model/night.ts'
import type { State } from './model/state.ts'
import { Broken, Page } from './screens/page.tsx'

/** Longer out of sight, and the socket is replaced rather than trusted. */
const asleepAfter = 20_000

const root = document.querySelector<HTMLElement>('#page') ?? document.body
let phase: State['phase'] = 'loading'
let opened = ''
let hiddenAt = 0
/** What the tab's title told while nobody looked; it stays until somebody does. */
let unseenNews = ''

function openSocket(token: string): Socket {
  const query = token && `?token=${encodeURIComponent(token)}`
  return new WebSocket(`${location.origin.replace('http', 'ws')}/api/live${query}`)
}

function later(delay: number, run: () => void): () => void {
  const timer = setTimeout(run, delay)
  return () => clearTimeout(timer)
}

function show(state: State) {
  try {
    paint(root, <Page state={state} night={night} />)
  } catch {
    root.textContent = ''
    paint(root, <Broken />)
  }
  if (document.hidden && state.toast && !state.quiet) unseenNews = state.toast
  document.title = unseenNews || (!state.quiet && state.toast) || state.event?.title || 'Ask for a song'
  if (phase !== state.phase && phase !== 'loading') document.querySelector<HTMLElement>('h1')?.focus()
  phase = state.phase
  // Whoever opens a form wants to write.
  if (opened !== state.opened) {
    const field = root.querySelector<HTMLElement>('.words [name=artist], .words [name=note]')
    field?.focus()
    field?.closest('form')?.scrollIntoView({ block: 'nearest' })
  }
  opened = state.opened
}

const night = createNight(
  {
    fetch: (input, init) => fetch(input, init),
    openSocket,
    local: openBox(() => localStorage),
    later,
    random: Math.random,
    uuid: () => makeUuid((bytes) => crypto.getRandomValues(bytes)),
    now: Date.now,
    origin: location.origin,
    go: (url) => location.replace(url),
    hidden: () => document.hidden,
    buzz: (pattern) => {
      // Before the first tap browsers refuse, with a line in the log.
      if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.([...pattern])
    },
  },
  takeFragment(location, history),
  show,
)

document.addEventListener('visibilitychange', () => {
  if (document.hidden) hiddenAt = Date.now()
  else {
    unseenNews = ''
    void night.wake(Date.now() - hiddenAt > asleepAfter)
  }
})
addEventListener('online', () => void night.wake(true))
addEventListener('pageshow', (event) => {
  if (event.persisted) void night.wake(true)
})
// A join link opened in this very tab: start again with it.
addEventListener('hashchange', () => location.reload())
