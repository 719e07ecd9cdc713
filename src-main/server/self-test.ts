import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { selfTestReport } from '../contract/self-test.ts'
import type { SelfTestDoor } from './guest-door.ts'
import { type GuestPage, pagePolicy, prepareGuestPage } from './guest-page.ts'
import { sendRefusal } from './refusal-reply.ts'
import { endedPage, measuringPage } from './self-test-page.ts'

export const selfTestPath = '/self-test/'
const route = `${selfTestPath}:token`

/** The DJ's test with a phone: only for who has the token that the console shows, and only while it shows it. */
export async function serveSelfTest(app: FastifyInstance, selfTest: SelfTestDoor): Promise<void> {
  const measuring = await prepareGuestPage(measuringPage)
  const ended = await prepareGuestPage(endedPage)

  // Asked for by GET alone: what merely looks (HEAD) is no phone.
  app.get(route, { exposeHeadRoute: false }, (request, reply) => {
    const known = selfTest.arrived(tokenOf(request), request.caller.device, request.headers['user-agent'])
    return sendPage(request, reply.code(known ? 200 : 404), known ? measuring : ended)
  })

  app.post(route, (request, reply) => {
    const report = selfTestReport.safeParse(request.body)
    if (!report.success) return sendRefusal(reply, { code: 'bad-input' })
    const { roundTripMs } = report.data
    switch (selfTest.measured(tokenOf(request), request.caller.device, roundTripMs)) {
      case 'ok':
        return reply.code(204).header('cache-control', 'no-store').send()
      case 'over':
        return sendRefusal(reply, { code: 'not-found' })
      case 'too-many':
        return sendRefusal(reply, { code: 'slow-down', retryAfter: 60 })
    }
  })
}

function tokenOf(request: FastifyRequest): string {
  return (request.params as { token: string }).token
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: GuestPage): FastifyReply {
  return reply
    .header('content-security-policy', pagePolicy(page, request.headers.host ?? ''))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page.html)
}
