import type { Outcome, Refused } from './api.ts'
import { backOff, type Device } from './device.ts'
import { count, loose, type MyRequest, readRequest, readSong, type Song, text } from './read.ts'

/** One tap on its way. Kept on the phone until the server has answered it. */
export type Entry = {
  /** The request's id: the new one of an ask, the existing one of a +1. */
  readonly id: string
  /** The guest who tapped. */
  readonly guestId: string
  readonly at: number
  readonly path: string
  readonly body: object
  /** What is shown meanwhile; without an id for a wish. */
  readonly song: Song
  readonly refused?: Refused
  /** How often it was sent without an answer. */
  readonly tries?: number
}

type Ties = Pick<Device, 'local' | 'later' | 'random' | 'now' | 'hidden'> & {
  readonly send: (entry: Entry) => Promise<Outcome>
  readonly onChange: (entries: readonly Entry[]) => void
  readonly onAnswer: (request: MyRequest) => void
  readonly onRefused: (refused: Refused) => void
  /** The server doesn't know this phone any more. */
  readonly onStranger: () => void
}

export const entryPrefix = 'cueline.out.'
/** More taps than that don't wait on one phone: nobody remembers them when the wifi is back. */
export const mostWaiting = 20
/** A tap of an earlier night is not sent to tonight's DJ; one from just before joining again is. */
const stale = 30 * 60_000

export const asking = '/api/requests'

export function voteFor(requestId: string): string {
  return `${asking}/${requestId}/vote`
}

/** Sends taps one after the other, each until it is answered, also over reloads; the same id never makes two rows. */
export function createOutbox(ties: Ties) {
  const { local, later, now } = ties
  let entries: readonly Entry[] = []
  let running = false
  let inFlight = false
  let tries = 0
  let cancelWait: (() => void) | null = null

  function change(next: readonly Entry[]) {
    entries = next
    ties.onChange(entries)
  }

  function remove(id: string) {
    local.remove(entryPrefix + id)
    change(entries.filter((entry) => entry.id !== id))
  }

  function mark(id: string, marks: Pick<Entry, 'refused' | 'tries'>) {
    change(entries.map((entry) => (entry.id === id ? { ...entry, ...marks } : entry)))
  }

  function wait(delay: number) {
    cancelWait?.()
    cancelWait = later(delay, pump)
  }

  async function pump(): Promise<void> {
    const entry = nextOf(entries)
    if (!running || inFlight || !entry) return
    cancelWait?.()
    inFlight = true
    const outcome = await ties.send(entry)
    inFlight = false
    const answer = outcome.kind === 'done' ? readRequest(loose(outcome.body).request) : null
    if (answer) {
      tries = 0
      remove(entry.id)
      ties.onAnswer(answer)
    } else if (outcome.kind === 'refused' && outcome.code === 'not-joined') {
      running = false
      return ties.onStranger()
    } else if (outcome.kind === 'refused' && outcome.code !== 'slow-down') {
      tries = 0
      local.remove(entryPrefix + entry.id)
      mark(entry.id, { refused: outcome })
      ties.onRefused(outcome)
    } else {
      mark(entry.id, { tries: (entry.tries ?? 0) + 1 })
      const seconds = outcome.kind === 'done' ? 0 : outcome.seconds
      return wait(seconds * 1000 + backOff(++tries, ties))
    }
    return pump()
  }

  return {
    add(entry: Entry) {
      if (entries.some((each) => each.id === entry.id && !each.refused)) return
      local.set(entryPrefix + entry.id, JSON.stringify(entry))
      change([...entries.filter((each) => each.id !== entry.id), entry])
      void pump()
    },
    /** Takes up what an earlier page left behind, and sends. */
    start(guestId: string) {
      const found = local.keys().flatMap((key) => {
        const entry = key.startsWith(entryPrefix) ? readEntry(local.get(key)) : null
        return entry && !entries.some((each) => each.id === entry.id) ? [entry] : []
      })
      // The page may have stayed open since then.
      const kept = [...entries, ...found].filter((entry) => {
        const still = entry.guestId === guestId || now() - entry.at < stale
        if (!still) local.remove(entryPrefix + entry.id)
        return still
      })
      running = true
      change(kept.sort((one, other) => one.at - other.at))
      void pump()
    },
    stop() {
      running = false
    },
    /** The wifi may be back: don't sit out the wait. */
    nudge() {
      tries = 0
      void pump()
    },
    /** The server showed these requests to this guest: they have arrived, whatever became of the answer. */
    arrived(ids: readonly string[]) {
      for (const { id, refused } of entries) if (!refused && ids.includes(id)) remove(id)
    },
    dismiss: remove,
  }
}

/** The one that was tried least, the oldest of these: one that never gets through must not hold up the rest. */
function nextOf(entries: readonly Entry[]): Entry | undefined {
  return entries
    .filter(({ refused }) => !refused)
    .reduce<Entry | undefined>(
      (best, each) => (best && (best.tries ?? 0) <= (each.tries ?? 0) ? best : each),
      undefined,
    )
}

/** A tap as it was kept; `null` for what this page would not have kept. */
export function readEntry(json: string | null): Entry | null {
  try {
    const { id: given, guestId, at, path, body, song } = loose(JSON.parse(json ?? ''))
    const id = text(given)
    const isTap = /^[\w-]+$/.test(id) && (path === asking || path === voteFor(id))
    if (!isTap || !song || !body) return null
    return { id, guestId: text(guestId), at: count(at), path, body: loose(body), song: readSong(song) }
  } catch {
    return null
  }
}
