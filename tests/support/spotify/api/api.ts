import { type Answer, apiError, type Incoming } from '../answer.ts'
import type { Report } from '../calls.ts'
import type { Contract, Found } from '../description/contract.ts'
import type { Operation } from '../description/description.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { wordedComplaints } from './limits.ts'
import { playerRoutes } from './player-routes.ts'
import { playlistRoutes } from './playlist-routes.ts'
import type { World } from './routes.ts'

type ApiOptions = {
  readonly world: World
  readonly contract: Contract
  readonly scopesOf: (token: string) => readonly string[] | 'expired' | 'unknown'
}

export type Prepared = {
  readonly run: () => Answer
  /** Notes what the description has against an answer, be it of `run` or of a fault. */
  readonly check: (answer: Answer) => void
}

/** The Web API. A call is checked as it comes in, also where a fault answers in its place; running it is a second step. */
export function createApi({ world, contract, scopesOf }: ApiOptions) {
  const routes = { ...catalogueRoutes(world), ...playerRoutes(world), ...playlistRoutes(world) }

  /** How to carry the call out, or to refuse it. `path` without `/v1`. */
  function prepare(incoming: Incoming, path: string, report: Report): Prepared {
    const found = contract.find(incoming.method, path)
    if (!found) {
      report('unknown-endpoint', 'the description does not know it')
      return { run: () => apiError(404, 'Service not found'), check: () => undefined }
    }
    const run = runOf(incoming, found, report)
    return { run, check: (answer) => check(found.operation, answer, report) }
  }

  function runOf(incoming: Incoming, { operation, params }: Found, report: Report): () => Answer {
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
    return () => route({ params, query, body, scopes }, report)
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

  function check(operation: Operation, { status, json, text }: Answer, report: Report): void {
    if (text !== undefined) return
    for (const complaint of contract.answerComplaints(operation, status, json))
      report('invalid-answer', `${status}: ${complaint}`)
  }

  return { prepare }
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
