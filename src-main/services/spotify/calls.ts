import { pauseAfter } from '../../core/spotify/after-step.ts'
import type { SpotifyAnswer, SpotifyProblem } from '../../core/spotify/problem.ts'
import type { Clock } from '../ports.ts'
import type { SpotifyApi } from './ports.ts'

type Deps = { readonly api: () => SpotifyApi | null; readonly clock: Clock }
type Call<T> = (api: SpotifyApi) => Promise<SpotifyAnswer<T>>

/** What is asked for without a button in Spotify's rolling window, so that buttons find room in it. */
const windowMs = 30_000
const mostByItself = 22

export type SpotifyCalls = ReturnType<typeof createSpotifyCalls>

/** Calls of one part of the console: none while Spotify wants quiet, fewer while it fails, and only as many as do no harm. */
export function createSpotifyCalls({ api, clock }: Deps) {
  let times: number[] = []
  let failures = 0
  let quietUntil = 0
  let restUntil = 0
  let reading: SpotifyProblem | null = null
  let commanding: SpotifyProblem | null = null

  async function call<T>(what: Call<T>): Promise<SpotifyAnswer<T>> {
    const now = clock()
    if (now < quietUntil) return { ok: false, problem: { kind: 'rate-limited', until: quietUntil } }
    const client = api()
    if (client === null) return { ok: false, problem: { kind: 'not-connected' } }
    times = [...times.filter((at) => at > now - windowMs), now]
    return what(client)
  }

  /** How long Spotify is left alone after this. */
  function rest(problem: SpotifyProblem): void {
    switch (problem.kind) {
      case 'rate-limited':
        // Of what we allow ourselves there is more for a button than for a reading.
        if (problem.ours) restUntil = problem.until
        else quietUntil = Math.max(quietUntil, problem.until)
        return
      case 'not-connected':
      case 'signed-out':
      case 'not-listed':
      case 'premium':
      case 'scope':
      case 'quota':
        // Only a person can change that: see `retry`.
        restUntil = Number.POSITIVE_INFINITY
        return
      default:
        failures += 1
        restUntil = clock() + pauseAfter(failures)
    }
  }

  /** That we keep below our own ceiling is no fault of Spotify's. */
  function failed(problem: SpotifyProblem): void {
    if (problem.kind !== 'rate-limited' || !problem.ours) reading = problem
    rest(problem)
  }

  function isOfCommand({ kind }: SpotifyProblem): boolean {
    return kind === 'no-device' || kind === 'device-refuses' || kind === 'not-now' || kind === 'not-found'
  }

  function well(): void {
    failures = 0
    restUntil = 0
    reading = null
  }

  return {
    async read<T>(what: Call<T>): Promise<SpotifyAnswer<T>> {
      const answer = await call(what)
      if (answer.ok || answer.problem.kind === 'not-found') well()
      else failed(answer.problem)
      return answer
    },

    async command<T>(what: Call<T>): Promise<SpotifyAnswer<T>> {
      const answer = await call(what)
      if (answer.ok) {
        well()
        commanding = null
      } else if (isOfCommand(answer.problem)) {
        // Spotify answers; what it refused says nothing about the next reading.
        well()
        commanding = answer.problem.kind === 'not-now' ? null : answer.problem
      } else failed(answer.problem)
      return answer
    },

    /** When the player may go on by itself, or for a button, epoch milliseconds; endless: when it is told. */
    until(isForButton: boolean): number {
      if (isForButton) return Math.max(quietUntil, restUntil)
      const early = times.filter((at) => at > clock() - windowMs).at(-mostByItself)
      return Math.max(quietUntil, restUntil, early === undefined ? 0 : early + windowMs + 1)
    },

    /** A device is there again. */
    sawDevice(): void {
      if (commanding?.kind === 'no-device') commanding = null
    },
    problem: (): SpotifyProblem | null => reading ?? commanding,
    /** Something has changed that may help; Spotify's quiet is kept. */
    retry(): void {
      well()
      commanding = null
    },
  }
}
