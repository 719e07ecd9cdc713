import type { CallLane } from '../../core/spotify/call-window.ts'
import type { SpotifyAnswer, SpotifyProblem } from '../../core/spotify/problem.ts'
import { readAnswer, retryAt, type SpotifyTopic } from '../../core/spotify/read-answer.ts'
import type { SpotifyScope } from '../../core/spotify/sign-in.ts'
import type { Clock, Log } from '../../services/ports.ts'
import type { After } from '../../services/spotify/ports.ts'
import type { CallQueue, Reply, Turn } from './call-queue.ts'
import { send } from './http.ts'
import type { Tokens } from './tokens.ts'

const retryAfterMs = 400
/** That all was well says little about a refusal that came after. */
const wellHoldsMs = 2_000
const findingHoldsMs = 60_000

export type ApiCall = {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** After `/v1`, with its slash. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: object
  readonly topic: SpotifyTopic
  readonly lane: CallLane
  /** The permission without which it is refused. */
  readonly needs: SpotifyScope | null
}

export type CallerParts = {
  /** With `/v1`. */
  readonly apiUrl: string
  readonly tokens: Pick<Tokens, 'access' | 'refused' | 'facts'>
  readonly queue: CallQueue
  readonly clock: Clock
  readonly after: After
  readonly log: Log
}

type Answer = SpotifyAnswer<Reply>
type Refused = Extract<Answer, { ok: false }>
/** Looks again before a refusal is passed on; what it asks goes before any other call of its lane. */
export type Rescue = (refused: Refused, ask: (call: ApiCall) => Promise<Answer>) => Promise<Answer>

export const profile: ApiCall = { method: 'GET', path: '/me', topic: 'profile', lane: 'read', needs: null }

/** Calls the Web API with the token of the sign-in: refreshes once, reads again once, and finds out what a bare no means. */
export function createCaller({ apiUrl, tokens, queue, clock, after, log }: CallerParts) {
  let finding: { readonly at: number; readonly problem: SpotifyProblem | null } | null = null
  let logged = ''

  async function once(call: ApiCall, token: string, turn: Turn): Promise<Answer> {
    const problem = await turn()
    if (problem !== null) return { ok: false, problem }
    const began = clock()
    const sent = await send(addressOf(apiUrl, call), requestOf(call, token), after)
    if (!sent.ok) return sent
    return { ok: true, value: { ...sent.value, at: Math.round((began + clock()) / 2) } }
  }

  async function authorised(call: ApiCall, turn: Turn): Promise<Answer> {
    const token = await tokens.access()
    if (!token.ok) return token
    let answer = await once(call, token.value, turn)
    if (answer.ok && answer.value.status === 401) {
      // The player says so too where a permission is missing: no other token would help.
      if (lacks(call)) return { ok: false, problem: { kind: 'scope' } }
      const fresh = await tokens.refused(token.value)
      if (!fresh.ok) return fresh
      answer = await once(call, fresh.value, turn)
    }
    if (!answer.ok) return answer
    const problem = readAnswer(answer.value, call.topic, clock())
    if (problem?.kind === 'rate-limited' || problem?.kind === 'quota') {
      queue.leaveAlone(retryAt(answer.value, clock()), problem.kind)
    }
    if (call.topic === 'profile') keepFinding(problem)
    return problem === null ? answer : { ok: false, problem }
  }

  async function ask(call: ApiCall, turn: Turn): Promise<Answer> {
    let answer = await authorised(call, turn)
    if (call.method === 'GET' && !answer.ok && mayPass(answer.problem)) {
      await new Promise<void>((resolve) => after(retryAfterMs, resolve))
      answer = await authorised(call, turn)
    }
    if (answer.ok || !isBareRefusal(answer.problem) || call.topic === 'profile') return answer
    return { ok: false, problem: await explain(call, answer.problem, turn) }
  }

  /** Everybody may read the own profile: whether that works tells a person who is not listed from the rest. */
  async function explain(call: ApiCall, problem: SpotifyProblem, turn: Turn): Promise<SpotifyProblem> {
    const now = clock()
    const holds = finding?.problem ? findingHoldsMs : wellHoldsMs
    if (finding === null || now - finding.at >= holds || now < finding.at) {
      finding = null
      await authorised(profile, turn)
    }
    if (finding === null) return problem
    return finding.problem ?? (lacks(call) ? { kind: 'scope' } : problem)
  }

  function keepFinding(problem: SpotifyProblem | null): void {
    const tells = problem === null || problem.kind === 'not-listed' || problem.kind === 'premium'
    finding = tells ? { at: clock(), problem } : null
  }

  function lacks({ needs }: ApiCall): boolean {
    return needs !== null && !tokens.facts().scope.includes(needs)
  }

  /** Each change once, without query: what people search for is nobody's business. */
  function note({ method, path }: ApiCall, answer: Answer): void {
    if (
      answer.ok ||
      !['rate-limited', 'quota', 'unclear', 'premium', 'not-listed'].includes(answer.problem.kind)
    )
      return
    if (answer.problem.kind === 'rate-limited' && answer.problem.ours) return
    const text = JSON.stringify(answer.problem)
    if (text === logged) return
    logged = text
    log.warn('Spotify refused a call', { call: `${method} ${path}`, problem: answer.problem })
  }

  return async function call(one: ApiCall, rescue: Rescue = async (refused) => refused): Promise<Answer> {
    const share = one.method === 'GET' ? addressOf('', one) : null
    const answer = await queue.run({
      lane: one.lane,
      share,
      async work(turn) {
        const first = await ask(one, turn)
        return first.ok ? first : rescue(first, (other) => ask(other, turn))
      },
    })
    note(one, answer)
    return answer
  }
}

function addressOf(apiUrl: string, { path, query = {} }: ApiCall): string {
  const pairs = new URLSearchParams(query).toString()
  return `${apiUrl}${path}${pairs === '' ? '' : `?${pairs}`}`
}

function requestOf({ method, body }: ApiCall, token: string) {
  const headers = { accept: 'application/json', authorization: `Bearer ${token}` }
  if (body === undefined) return { method, headers }
  return { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function mayPass({ kind }: SpotifyProblem): boolean {
  return kind === 'broken' || kind === 'slow'
}

/** A 403 that does not say why. */
export function isBareRefusal(problem: SpotifyProblem): boolean {
  return problem.kind === 'unclear' && problem.status === 403
}
