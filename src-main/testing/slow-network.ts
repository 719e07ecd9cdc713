import type { createOwnTime } from './own-time.ts'

/** How long a call travels, in milliseconds. It arrives after `thereMs`, given up or not; endless: never. */
export type Travel = { readonly thereMs: number; readonly backMs: number }

export type Travelling = { readonly at: number; readonly method: string; readonly url: URL }

/** Spotify's two, which are one server here. */
type Host = 'api' | 'accounts'
type Call = Travelling & { readonly host: Host; isOver: boolean }

/**
 * Puts a network between this process's `fetch` and what really answers it: calls travel in a time of their own. Knows, as no
 * server can, what a client had heard when it sent a call.
 */
export function openNetwork(
  time: Pick<ReturnType<typeof createOwnTime>, 'clock' | 'during' | 'pass'>,
  travelOf: (call: Travelling) => Travel,
) {
  const { clock, during, pass } = time
  const real = globalThis.fetch
  const refreshes: Call[] = []
  /** Until when who calls was asked for quiet, as far as that was heard; epoch milliseconds. */
  const quietUntil = { api: 0, accounts: 0 }
  const ignored: string[] = []
  let mostRefreshes = 0

  function begin(input: string | URL | Request, { method = 'GET', body }: RequestInit): Call {
    const url = new URL(input instanceof Request ? input.url : input)
    const host = url.pathname.startsWith('/v1/') ? 'api' : 'accounts'
    const call: Call = { at: clock(), method, url, host, isOver: false }
    if (call.at < quietUntil[host]) ignored.push(`${method} ${url.pathname} at ${call.at}`)
    if (String(body).includes('grant_type=refresh_token')) refreshes.push(call)
    mostRefreshes = Math.max(mostRefreshes, refreshes.filter(({ isOver }) => !isOver).length)
    return call
  }

  /** There and back, however long the client waits for it. */
  async function carry(call: Call, input: string | URL | Request, sent: RequestInit): Promise<Response> {
    const { thereMs, backMs } = travelOf(call)
    await pass(thereMs)
    const answered = await during(settled(whole(real(input, sent))))
    await pass(backMs)
    if (answered.status === 'rejected') throw answered.reason
    const seconds = Number(answered.value.headers.get('retry-after') ?? 0)
    if (!call.isOver) quietUntil[call.host] = Math.max(quietUntil[call.host], clock() + seconds * 1_000)
    return answered.value
  }

  globalThis.fetch = async (input, init = {}) => {
    const { signal, ...sent } = init
    const call = begin(input, sent)
    const carrying = carry(call, input, sent)
    // Nobody may wait for it any more.
    carrying.catch(() => {})
    const givenUp = new Promise<never>((_, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason))
    })
    return Promise.race([carrying, givenUp]).finally(() => {
      call.isOver = true
    })
  }

  return {
    /** Calls that were sent although their sender had been asked for quiet. */
    ignored: (): readonly string[] => ignored,
    /** The most refreshes of a token that were under way at one moment. */
    mostRefreshes: () => mostRefreshes,
    close(): void {
      globalThis.fetch = real
    },
  }
}

/** The answer once all of it is here. */
async function whole(answering: Promise<Response>): Promise<Response> {
  const answer = await answering
  const body = await answer.arrayBuffer()
  const { status, headers } = answer
  return new Response(body.byteLength === 0 ? null : body, { status, headers })
}

async function settled<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [outcome] = await Promise.allSettled([work])
  return outcome
}
