import { type Answer, apiError, type Incoming } from '../answer.ts'
import type { ProblemKind } from '../calls.ts'
import type { Contract } from '../description/contract.ts'
import type { Operation } from '../description/description.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { wordedComplaints } from './limits.ts'
import { playerRoutes } from './player-routes.ts'
import { playlistRoutes } from './playlist-routes.ts'
import type { World } from './routes.ts'

export type Report = (kind: ProblemKind, detail: string) => void

type ApiOptions = {
  readonly world: World
  readonly contract: Contract
  readonly scopesOf: (token: string) => readonly string[] | 'expired' | 'unknown'
}

/** The Web API. A call is checked as it comes in, also where a fault answers in its place; running it is a second step. */
export function createApi({ world, contract, scopesOf }: ApiOptions) {
  const routes = { ...catalogueRoutes(world), ...playerRoutes(world), ...playlistRoutes(world) }

  /** How to carry the call out, or to refuse it. `path` without `/v1`. */
  function prepare(incoming: Incoming, path: string, report: Report): () => Answer {
    const found = contract.find(incoming.method, path)
    if (!found) {
      report('unknown-endpoint', 'the description does not know it')
      return () => apiError(404, 'Service not found')
    }
    const { operation, params } = found
    if (operation.removed) {
      report('removed-endpoint', operation.id)
      return () => apiError(403, 'Forbidden')
    }
    const query = incoming.url.searchParams
    const body = parsed(incoming)
    const complaints =
      body === notJson
        ? ['the body is not JSON']
        : [
            ...contract.complaints(operation, { params, query, body }),
            ...wordedComplaints(operation, query, body),
          ]
    for (const complaint of complaints)
      report(/must be <=/.test(complaint) ? 'limit-too-high' : 'invalid-request', complaint)
    const scopes = authorised(incoming, operation, report)
    if (!Array.isArray(scopes)) return () => scopes as Answer
    // Spotify ignores what it doesn't know.
    const wrong = complaints.find((complaint) => !complaint.endsWith('is unknown'))
    if (wrong !== undefined) return () => apiError(400, wrong)
    const route = routes[operation.id]
    if (!route) {
      report('not-built', operation.id)
      return () => apiError(501, 'The double does not know this call')
    }
    return () => checked(operation, route({ params, query, body, scopes }), report)
  }

  function authorised(incoming: Incoming, operation: Operation, report: Report): readonly string[] | Answer {
    const [, token] = /^Bearer (\S+)$/.exec(incoming.headers.authorization ?? '') ?? []
    if (token === undefined) return apiError(401, 'No token provided')
    const scopes = scopesOf(token)
    if (scopes === 'expired') return apiError(401, 'The access token expired')
    if (scopes === 'unknown') return apiError(401, 'Invalid access token')
    if (operation.scopes.some((needed) => needed.every((scope) => scopes.includes(scope)))) return scopes
    report('wrong-scope', `needs ${operation.scopes.map((needed) => needed.join(' and ')).join(' or ')}`)
    return apiError(403, 'Insufficient client scope')
  }

  function checked(operation: Operation, answer: Answer, report: Report): Answer {
    const chat = answer.status === 200 && answer.text !== undefined
    const complaints = chat ? [] : contract.answerComplaints(operation, answer.status, answer.json)
    for (const complaint of complaints) report('invalid-answer', `${answer.status}: ${complaint}`)
    if (answer.status === 403) report403(answer, report)
    return answer
  }

  return { prepare }
}

/** A list of the wrong kind is the one refusal that only the route can see. */
function report403({ json }: Answer, report: Report): void {
  if (JSON.stringify(json).includes('Insufficient client scope'))
    report('wrong-scope', 'the scope of the playlist')
}

const notJson = Symbol('not JSON')

function parsed({ body, headers }: Incoming): unknown {
  if (body === '') return undefined
  if (headers['content-type']?.split(';')[0] !== 'application/json') return notJson
  try {
    return JSON.parse(body)
  } catch {
    return notJson
  }
}
