import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { authoriseUrl, type Callback, readCallback } from '../../core/spotify/sign-in.ts'
import type { After } from '../../services/spotify/ports.ts'
import { pageHeaders, signInPage } from './sign-in-page.ts'

const patienceMs = 5 * 60_000
const path = '/callback'

export type SignInEnd =
  | { readonly ok: true; readonly code: string; readonly verifier: string; readonly redirectUri: string }
  | {
      readonly ok: false
      /** `wrong-state`: nothing else came in five minutes; `refused`: by Spotify, for another reason than a no. */
      readonly why: 'denied' | 'timeout' | 'cancelled' | 'wrong-state' | 'no-browser' | 'refused'
    }

export type StartedSignIn = {
  /** The page at Spotify. */
  readonly url: string
  /** Never rejects; the listener is gone by then. */
  readonly done: Promise<SignInEnd>
  cancel(): void
}

type Options = {
  /** Without a path. */
  readonly accountsUrl: string
  readonly clientId: string
  readonly openBrowser: (url: string) => Promise<void> | void
  readonly after: After
}

/**
 * Opens Spotify's page in the browser and waits five minutes for its answer, on loopback and a free port. Rejects
 * only where nothing can listen.
 */
export async function startSignIn({
  accountsUrl,
  clientId,
  openBrowser,
  after,
}: Options): Promise<StartedSignIn> {
  const verifier = randomBytes(48).toString('base64url')
  const state = randomBytes(24).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const server = createServer()
  const host = await listenOnLoopback(server)
  const redirectUri = `http://${host}${path}`
  const url = authoriseUrl({ accountsUrl, clientId, redirectUri, state, challenge })

  let finish: (end: SignInEnd) => void = () => {}
  const ended = new Promise<SignInEnd>((resolve) => {
    finish = resolve
  })
  let strangers = 0
  const callOff = after(patienceMs, () =>
    finish({ ok: false, why: strangers > 0 ? 'wrong-state' : 'timeout' }),
  )

  server.on('request', (request, response) => {
    const callback = readRequest(request, host, state)
    if (typeof callback === 'number') return answer(response, callback, 'There is nothing here', '')
    switch (callback.kind) {
      case 'wrong-state':
        // Anybody on this machine can call here: that ends nobody's sign-in.
        strangers += 1
        return answer(response, 400, 'This is not the answer that Cueline waits for', pages.again)
      case 'code':
        answer(response, 200, 'Spotify said yes', pages.done, () =>
          finish({ ok: true, code: callback.code, verifier, redirectUri }),
        )
        return
      case 'denied':
        return answer(response, 200, 'Cueline was not allowed in', pages.again, () =>
          finish({ ok: false, why: 'denied' }),
        )
      case 'refused':
        return answer(response, 200, 'Spotify refused', pages.again, () =>
          finish({ ok: false, why: 'refused' }),
        )
    }
  })

  Promise.resolve(url)
    .then(openBrowser)
    .catch(() => finish({ ok: false, why: 'no-browser' }))

  return {
    url,
    done: ended.finally(() => {
      callOff()
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      return closed
    }),
    cancel: () => finish({ ok: false, why: 'cancelled' }),
  }
}

const pages = {
  done: 'You can close this window and go back to Cueline.',
  again: 'You can close this window, go back to Cueline and try again.',
}

/** The host and port that it listens on. */
async function listenOnLoopback(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  // Somebody who closes Cueline does not have to wait for the browser.
  server.unref()
  const { port } = server.address() as AddressInfo
  return `127.0.0.1:${port}`
}

/** What the browser brought, or the status to answer with. */
function readRequest(
  { method, headers, url = '' }: IncomingMessage,
  host: string,
  state: string,
): Callback | number {
  // A page elsewhere may have pointed its own name at this address.
  if (headers.host !== host) return 403
  const [pathname, query = ''] = url.split('?', 2)
  if (pathname !== path) return 404
  return method === 'GET' ? readCallback(query, state) : 405
}

/** Calls `written` when the browser has the page, or went away. */
function answer(
  response: ServerResponse,
  status: number,
  title: string,
  text: string,
  written = () => {},
): void {
  response.on('close', written)
  response.writeHead(status, pageHeaders).end(signInPage(title, text))
}
