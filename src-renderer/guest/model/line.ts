import { backOff, type Device, type Socket } from './device.ts'

type Ties = Pick<Device, 'later' | 'random' | 'hidden'> & {
  readonly open: () => Socket
  readonly onText: (json: string) => void
  readonly onUp: (up: boolean) => void
  /** The server doesn't know this phone any more (close code 4401). */
  readonly onStranger: () => void
  /** It closed before it opened: the server is away, or refuses. */
  readonly onRefused: () => void
}

const strangerCode = 4401
/** On bad wifi a connection attempt, or an open socket, can hang for minutes. */
const answerWithin = 8000
/** No message is normal, and pages can't see the server's pings: so the page asks now and then. */
const quietFor = 25_000

/** Keeps one WebSocket open: comes back by itself after anything but `stop`. */
export function createLine(ties: Ties) {
  let socket: Socket | null = null
  let cancel: (() => void) | null = null
  let wanted = false
  let tries = 0

  function drop() {
    cancel?.()
    const old = socket
    socket = null
    if (!old) return
    old.onopen = old.onmessage = old.onclose = null
    old.close()
  }

  function retry() {
    drop()
    ties.onUp(false)
    cancel = ties.later(backOff(tries++, ties), connect)
  }

  /** Any message shows that the line lives; after some silence one is asked for. */
  function listen(open: Socket) {
    cancel?.()
    cancel = ties.later(quietFor, () => probe(open))
  }

  function probe(open: Socket) {
    cancel?.()
    cancel = ties.later(answerWithin, retry)
    open.send('ping')
  }

  function connect() {
    drop()
    const next = ties.open()
    let opened = false
    socket = next
    cancel = ties.later(answerWithin, retry)
    next.onopen = () => {
      opened = true
      listen(next)
      ties.onUp(true)
    }
    next.onmessage = ({ data }) => {
      // Not when it opens: a server that hangs up at once must not be asked twice a second.
      tries = 0
      listen(next)
      if (typeof data === 'string') ties.onText(data)
    }
    next.onclose = ({ code }) => {
      if (code === strangerCode) return ties.onStranger()
      retry()
      if (!opened) ties.onRefused()
    }
  }

  return {
    start() {
      wanted = true
      connect()
    },
    stop() {
      wanted = false
      drop()
    },
    /** After waking up: `anew` also replaces a socket that says it is open, since sleep kills without a word. */
    wake(anew: boolean) {
      if (!wanted) return
      if (anew || socket?.readyState !== 1) connect()
      else probe(socket)
    },
  }
}
