import type { FastifyRequest } from 'fastify'
import type { Log } from '../services/ports.ts'

/** A flood of bad calls must not become a flood of log lines. */
const quietMs = 10_000
const longestText = 4_000
const hidden = '[hidden]'

/** What the door writes down: no address of a caller, no query, and no PIN, token or cookie, wherever they turn up. */
export function createDoorLog(log: Log) {
  const lastAt = new Map<string, { at: number; left: number }>()

  return {
    /** A bug, or something missing that we rely on. */
    failure(error: unknown, request: FastifyRequest): void {
      const hide = hiderOf(request)
      log.error('A guest call failed', { route: routeOf(request), error: hide(textOf(error)) })
    },
    /** Somebody was sent away at the door; told at most once in ten seconds for each reason. */
    refused(reason: string, facts: object = {}): void {
      const now = performance.now()
      const last = lastAt.get(reason)
      if (last !== undefined && now - last.at < quietMs) {
        last.left += 1
        return
      }
      log.warn('A call was refused at the door', { reason, ...facts, leftOut: last?.left ?? 0 })
      lastAt.set(reason, { at: now, left: 0 })
    },
  }
}

export type DoorLog = ReturnType<typeof createDoorLog>

/** The route's pattern: a URL may carry a token. */
function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? 'unknown path'}`
}

/** Errors carry their causes along: database drivers put the values of a query into them. */
function textOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 4) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by ${textOf(error.cause, depth + 1)}`
  return `${error.stack ?? error.message}${cause}`
}

function hiderOf(request: FastifyRequest): (text: string) => string {
  const secrets = secretsOf(request)
  return (text) =>
    secrets.reduce((hiding, secret) => hiding.replaceAll(secret, hidden), text).slice(0, longestText)
}

function secretsOf(request: FastifyRequest): string[] {
  const { pin, token } = textFields(request.body)
  const query = textFields(request.query)
  const cookies = Object.values(request.cookies ?? {})
  const bearer = request.headers.authorization?.replace(/^Bearer\s+/i, '')
  // A display's secret travels as a WebSocket protocol.
  const display = request.headers['sec-websocket-protocol']?.split(',').map((part) => part.trim())[1]
  return [pin, token, query.token, bearer, display, request.headers.cookie, ...cookies]
    .filter((secret) => secret !== undefined && secret !== '')
    .filter((secret): secret is string => typeof secret === 'string')
    .sort((a, b) => b.length - a.length)
}

function textFields(value: unknown): { pin?: string; token?: string } {
  if (typeof value !== 'object' || value === null) return {}
  const { pin, token } = value as Record<string, unknown>
  return { ...(typeof pin === 'string' ? { pin } : {}), ...(typeof token === 'string' ? { token } : {}) }
}
