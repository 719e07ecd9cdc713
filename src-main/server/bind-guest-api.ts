import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import { type GuestApi, type GuestRoute, guestApi } from '../contract/guest-api.ts'
import { type Result, refuse } from '../core/result.ts'
import type { DoorLimits } from './door-limits.ts'
import type { Answer, Caller, GuestDoor } from './guest-door.ts'
import { keepDevice, keepGuest } from './identify.ts'
import { sendRefusal } from './refusal-reply.ts'

type Call = { readonly params: unknown; readonly query: unknown; readonly body: unknown }
type AnyHandler = (call: Call, caller: Caller) => Promise<Result<Answer<unknown>>>

/** Makes a route of every line of the contract: parse, ask the handler, answer through the reply's schema. */
export function bindGuestApi(app: FastifyInstance, door: GuestDoor, limits: DoorLimits): void {
  const busy = refuse('busy', { retryAfter: limits.retryAfter })

  const routes = Object.entries(guestApi) as [keyof GuestApi, GuestRoute][]
  for (const [key, route] of routes) {
    const [method, url] = key.split(' ') as [HTTPMethods, string]
    // The table ties each handler to its own line; in here only the line at hand is known.
    const handler = door.handlers[key] as AnyHandler

    app.route({
      method,
      url,
      handler: async (request, reply) => {
        if (route.joined && request.caller.guest === null) return sendRefusal(reply, { code: 'not-joined' })
        const call = parseCall(route, request)
        if (call === null) return sendRefusal(reply, { code: 'bad-input' })
        if (key === 'GET /api/event') keepDevice(request, reply)
        const result = await inTime(handler(call, request.caller), limits.handlerTime, busy)
        if (!result.ok) return sendRefusal(reply, result.error)

        const status = result.value.status ?? route.status
        reply.code(status).header('cache-control', 'no-store')
        if (status === 204) return reply.send()
        // Parsing takes away what the contract doesn't name, so that no inner field ever leaks.
        const body = route.reply.parse(result.value.body)
        if (key === 'POST /api/guests') keepGuest(reply, (body as { token: string }).token)
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(body))
      },
    })
  }
}

/** Fastify's own `handlerTimeout` makes an abort signal and an error for each call, which costs more than the call. */
function inTime<T>(work: Promise<T>, milliseconds: number, late: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds, late)
    const settle = () => clearTimeout(timer)
    work.then(resolve, reject).then(settle)
  })
}

function parseCall(route: GuestRoute, request: FastifyRequest): Call | null {
  const params = route.params?.safeParse(request.params)
  const query = route.query?.safeParse(request.query)
  const body = route.body?.safeParse(request.body)
  if (params?.success === false || query?.success === false || body?.success === false) return null
  return { params: params?.data, query: query?.data, body: body?.data }
}
