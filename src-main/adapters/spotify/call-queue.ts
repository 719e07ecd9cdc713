import { type CallLane, earliestTurn, type SentCall, stillCounting } from '../../core/spotify/call-window.ts'
import type { SpotifyAnswer, SpotifyProblem } from '../../core/spotify/problem.ts'
import type { RawAnswer } from '../../core/spotify/read-answer.ts'
import type { Clock } from '../../services/ports.ts'
import type { After } from '../../services/spotify/ports.ts'

/** What is due later is refused at once: nobody waits for it in front of a screen. */
const longestWaitMs = 3_000
const mostReads = 2
/** One place is always the player's, so that searches which hang don't hide what plays. */
const mostSearches = 1

const lanes: readonly CallLane[] = ['command', 'read', 'catalogue']

/** An answer, and the middle of its call in epoch milliseconds. */
export type Reply = RawAnswer & { readonly at: number }

/** Waits until one more call may go; the problem where that is not soon. Asked before each call over the network. */
export type Turn = () => Promise<SpotifyProblem | null>

export type QueuedCall = {
  readonly lane: CallLane
  /** Names what is read, so that whoever asks the same meanwhile gets the same answer; `null` for what changes things. */
  readonly share: string | null
  readonly work: (turn: Turn) => Promise<SpotifyAnswer<Reply>>
}

/** Until when Spotify wants to be left alone (epoch milliseconds), and why. */
export type Rest = { readonly until: number; readonly why: 'rate-limited' | 'quota' }

type Options = {
  readonly clock: Clock
  readonly after: After
  /** What Spotify asked for before, of an earlier run. */
  readonly rest?: Rest | null
  readonly onRest?: (rest: Rest) => void
}

export type CallQueue = ReturnType<typeof createCallQueue>

/**
 * The one way to Spotify: commands one by one in order, at most two reads beside them, the player before searches, at
 * most 25 calls in 30 seconds, and none at all while Spotify wants to be left alone.
 */
export function createCallQueue({ clock, after, rest = null, onRest = () => {} }: Options) {
  let sent: readonly SentCall[] = []
  let quiet: Rest = rest ?? { until: 0, why: 'rate-limited' }
  let closed = false
  const running: Record<CallLane, number> = { command: 0, read: 0, catalogue: 0 }
  let waiting: readonly { readonly lane: CallLane; readonly start: () => void }[] = []
  const underWay = new Map<
    string,
    { readonly lane: CallLane; readonly answer: Promise<SpotifyAnswer<Reply>> }
  >()
  const wakers = new Set<() => void>()

  function mayStart(lane: CallLane): boolean {
    if (lane === 'command') return running.command === 0
    const reads = running.read + running.catalogue
    return reads < mostReads && (lane === 'read' || running.catalogue < mostSearches)
  }

  /** Starts whoever may, the first lanes first. */
  function startWaiting(): void {
    const next = lanes
      .flatMap((lane) => waiting.filter((one) => one.lane === lane))
      .find(({ lane }) => closed || mayStart(lane))
    if (next === undefined) return
    waiting = waiting.filter((one) => one !== next)
    running[next.lane] += 1
    next.start()
    startWaiting()
  }

  function place(lane: CallLane): Promise<void> {
    return new Promise((start) => {
      waiting = [...waiting, { lane, start }]
      startWaiting()
    })
  }

  function leave(lane: CallLane): void {
    running[lane] -= 1
    // A read that began before a command was done may show what was before it.
    if (lane === 'command') forgetReads()
    startWaiting()
  }

  function forgetReads(): void {
    for (const [name, one] of underWay) if (one.lane === 'read') underWay.delete(name)
  }

  /** When a call that is asked for now could go, after so many that wait already. */
  function dueAt(lane: CallLane, before: readonly SentCall[]): number {
    const now = clock()
    sent = stillCounting(sent, now)
    return Math.max(earliestTurn([...sent, ...before], lane, now), quiet.until)
  }

  function notBefore(due: number): SpotifyProblem {
    if (clock() >= quiet.until) return { kind: 'rate-limited', until: due, ours: true }
    return quiet.why === 'quota' ? { kind: 'quota' } : { kind: 'rate-limited', until: due }
  }

  async function takeTurn(lane: CallLane): Promise<SpotifyProblem | null> {
    const asked = clock()
    for (;;) {
      if (closed) return { kind: 'not-connected' }
      const now = clock()
      const due = dueAt(lane, [])
      if (due <= now) {
        sent = [...sent, { lane, at: now }]
        return null
      }
      if (due - asked > longestWaitMs) return notBefore(due)
      await sleep(due - now)
    }
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        callOff()
        wakers.delete(wake)
        resolve()
      }
      const callOff = after(ms, wake)
      wakers.add(wake)
    })
  }

  async function queue({ lane, work }: QueuedCall): Promise<SpotifyAnswer<Reply>> {
    const now = clock()
    const before = waiting.map((one) => ({ lane: one.lane, at: now }))
    const due = dueAt(lane, before)
    if (due - now > longestWaitMs) return { ok: false, problem: notBefore(due) }
    await place(lane)
    try {
      return await work(() => takeTurn(lane))
    } finally {
      leave(lane)
    }
  }

  return {
    async run(call: QueuedCall): Promise<SpotifyAnswer<Reply>> {
      if (closed) return { ok: false, problem: { kind: 'not-connected' } }
      const { lane, share } = call
      if (share === null) return queue(call)
      const shared = underWay.get(share)
      if (shared !== undefined) return shared.answer
      const answer = queue(call).finally(() => {
        if (underWay.get(share)?.answer === answer) underWay.delete(share)
      })
      underWay.set(share, { lane, answer })
      return answer
    },

    /** Spotify asked for quiet until then (epoch milliseconds): nothing goes before, of whatever lane. */
    leaveAlone(until: number, why: Rest['why'] = 'rate-limited'): void {
      if (until <= quiet.until) return
      quiet = { until, why }
      onRest(quiet)
    },

    /** After a sign-out: what waits is answered `not-connected`, and nothing goes any more. */
    close(): void {
      closed = true
      for (const wake of [...wakers]) wake()
      startWaiting()
    },
  }
}
