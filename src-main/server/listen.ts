import type { FastifyInstance } from 'fastify'
import { type Refusal, wordsFor } from '../core/refusals.ts'

const morePorts = 10
const lastPort = 65_535
/** A thousand phones come back at the same moment when the access point restarts. */
const backlog = 1_024

export type Listening =
  | {
      readonly ok: true
      /** The port that we got; differs from `wantedPort` when that was taken. */
      readonly port: number
      readonly wantedPort: number
      close(): Promise<void>
    }
  | { readonly ok: false; readonly code: Refusal['code']; readonly words: string }

/** Binds the wanted port, or one of the next ten when it is taken; 0 takes any. Refuses with `port-taken` or `host-unknown`. */
export async function listen(
  app: FastifyInstance,
  { host, port: wantedPort }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const last = wantedPort === 0 ? 0 : Math.min(wantedPort + morePorts, lastPort)
  for (let port = wantedPort; port <= last; port += 1) {
    const problem = await bind(app, host, port)
    if (problem === 'unknown') return refused({ code: 'host-unknown', detail: host })
    if (problem === 'taken') continue
    return { ok: true, port: portOf(app) ?? port, wantedPort, close: () => app.close() }
  }
  return refused({ code: 'port-taken', detail: `${wantedPort}–${last}` })
}

function refused(refusal: Refusal): Listening {
  return { ok: false, code: refusal.code, words: wordsFor(refusal) }
}

async function bind(app: FastifyInstance, host: string, port: number): Promise<'taken' | 'unknown' | null> {
  try {
    await app.listen({ host, port, backlog })
    return null
  } catch (error) {
    const { code } = Object(error) as { code?: unknown }
    // Windows reserves whole ranges of ports for Hyper-V; binding one of those is not permitted.
    if (code === 'EADDRINUSE' || code === 'EACCES') return 'taken'
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return 'unknown'
    throw error
  }
}

function portOf(app: FastifyInstance): number | null {
  const address = app.server.address()
  return address !== null && typeof address === 'object' ? address.port : null
}
