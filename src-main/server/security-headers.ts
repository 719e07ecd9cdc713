import helmet from '@fastify/helmet'
import Fastify from 'fastify'

/**
 * Helmet's headers. They are the same for every answer, so helmet is asked once instead of at each call.
 * Plain http in a local network: no HSTS, no upgrade to https, nothing that needs a secure context.
 */
export async function askSecurityHeaders(): Promise<Record<string, string>> {
  const scratch = Fastify()
  await scratch.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // Helmet's own choice, no-referrer, would make browsers send `Origin: null`, and cookies would stop counting.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  scratch.get('/', (_, reply) => reply.code(204).send())
  const { headers } = await scratch.inject('/')
  await scratch.close()
  const plain = new Set(['date', 'connection', 'content-length', 'keep-alive'])
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !plain.has(name))
      .map(([name, value]) => [name, String(value)]),
  )
}
