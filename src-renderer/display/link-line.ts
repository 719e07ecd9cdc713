import type { DisplayView } from '../../src-main/contract/console-view.ts'
import type { ToldTime } from './room-time.ts'

export type LinkState = 'looking' | 'watching' | 'away' | 'wrong' | 'other' | 'full'

export type LinkSocket = Pick<WebSocket, 'send' | 'close' | 'onmessage' | 'onclose'>

export type LineTies = {
  readonly open: () => LinkSocket
  /** Runs once, milliseconds from now; returns its undo. */
  readonly later: (ms: number, run: () => void) => () => void
  /** 0 to 1. */
  readonly random: () => number
  readonly onView: (view: DisplayView) => void
  /** What the laptop's clock shows; with each view, before it. */
  readonly onTime: (time: ToldTime) => void
  readonly onState: (state: LinkState) => void
  /** There is a newer page. */
  readonly onNewPage: () => void
}

/** What the laptop says by the code with which it closes. */
const refusals: ReadonlyMap<number, LinkState> = new Map([
  [4401, 'wrong'],
  [4409, 'other'],
  [4429, 'full'],
])
/** No message is normal: so the page asks now and then whether somebody is there. */
const quietFor = 15_000
const answerWithin = 8_000
/** A laptop that starts again is back sooner; after that what is shown may be long over. */
const staleAfter = 20_000
const firstWait = 500
const longestWait = 5_000
/** A link that was taken back works again; a seat becomes free. */
const refusedWait = 5_000

/** Keeps the display's WebSocket open, for as long as the page is: it comes back by itself after anything. */
export function createLinkLine(ties: LineTies) {
  let socket: LinkSocket | null = null
  let cancel = () => {}
  let cancelStale: (() => void) | null = null
  let tries = 0
  let page: string | null = null

  function drop(): void {
    cancel()
    const old = socket
    socket = null
    if (old === null) return
    old.onmessage = old.onclose = null
    old.close()
  }

  function connect(): void {
    drop()
    const next = ties.open()
    socket = next
    cancel = ties.later(answerWithin, lost)
    next.onmessage = ({ data }) => {
      listen(next)
      take(messageOf(data))
    }
    next.onclose = ({ code }) => {
      const state = refusals.get(code)
      if (state === undefined) lost()
      else refused(state)
    }
  }

  function listen(open: LinkSocket): void {
    cancel()
    cancel = ties.later(quietFor, () => {
      cancel = ties.later(answerWithin, lost)
      open.send('ping')
    })
  }

  function take(message: Message | null): void {
    if (message === null) return
    tries = 0
    cancelStale?.()
    cancelStale = null
    page ??= message.page
    if (page === message.page) {
      ties.onTime(message.time)
      ties.onState('watching')
      ties.onView(message.view)
    } else ties.onNewPage()
  }

  function refused(state: LinkState): void {
    drop()
    cancelStale?.()
    cancelStale = null
    ties.onState(state)
    cancel = ties.later(refusedWait * (1 + ties.random()), connect)
  }

  function lost(): void {
    drop()
    cancelStale ??= ties.later(staleAfter, () => ties.onState('away'))
    const wait = Math.min(longestWait, firstWait * 2 ** tries++)
    cancel = ties.later(wait * (0.5 + ties.random() / 2), connect)
  }

  return { start: connect, stop: drop }
}

/** What the laptop tells each time. */
export type Message = { readonly page: string; readonly time: ToldTime; readonly view: DisplayView }

/** `null` for what is no view: an answer to a ping. */
function messageOf(data: unknown): Message | null {
  if (typeof data !== 'string') return null
  const message: Partial<Message> = JSON.parse(data)
  return typeof message.page === 'string' && typeof message.view === 'object' ? (message as Message) : null
}
