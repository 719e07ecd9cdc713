import { createApi, type Outcome } from './api.ts'
import { backOff, type Device } from './device.ts'
import { listOf, loose, text } from './read.ts'

type Ties = Pick<Device, 'fetch' | 'later' | 'random' | 'hidden' | 'origin' | 'go'> & {
  /** What the page at the other address is to know, as the fragment of its link; `null`: better stay. */
  readonly bring: () => string | null
}

/** A laptop that starts again is back sooner; milliseconds. */
const silence = 5000
/** The first search is spread over 4 s: a whole room misses the laptop at the same moment. */
const calmly = 3

/** Follows the laptop when it has left the address that this page came from, to a name of which it was told before. */
export function createMover(ties: Ties) {
  // Without the session: that is for our laptop alone.
  const ask = createApi(ties, () => null)
  let night = ''
  let names: readonly string[] = []
  let cancel: (() => void) | null = null
  let tries = calmly

  function wait() {
    cancel = ties.later(silence + backOff(tries++, ties), search)
  }

  function isOurs(answer: Outcome): boolean {
    return answer.kind === 'done' && loose(answer.body).night === night
  }

  async function search(): Promise<void> {
    const mine = cancel
    const answers = await Promise.all(['', ...names].map((place) => ask('GET', `${place}/api/health`)))
    if (cancel !== mine) return
    // Another laptop may have got the name, and this one may just be back: it must be the night, and not here.
    const at = answers.findIndex(isOurs)
    const fragment = at > 0 ? ties.bring() : null
    if (fragment !== null) ties.go(`${names[at - 1]}/#${fragment}`)
    wait()
  }

  return {
    /** The laptop's answer about the event, which says where it is found besides. */
    learn(answer: unknown) {
      const { night: now, alsoAt } = loose(answer)
      night = text(now)
      names = listOf(alsoAt, (name) => (name === ties.origin ? null : text(name) || null))
    },
    setReachable(reachable: boolean) {
      if (!reachable && !cancel && names.length > 0) wait()
      if (!reachable) return
      cancel?.()
      cancel = null
      tries = calmly
    },
  }
}
