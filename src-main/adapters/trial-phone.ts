import { randomUUID } from 'node:crypto'
import WebSocket from 'ws'
import type { z } from 'zod'
import { guestApi, mineView } from '../contract/guest-api.ts'
import type { TrialPhone } from '../services/ports.ts'

/** Milliseconds for each answer: a phone would have given up on the page by then. */
const patience = 5_000

/** A guest's phone without the phone: the calls that a page makes, over the network, at `url`. */
export function createTrialPhone(url: string): TrialPhone {
  let token = ''

  async function ask<Schema extends z.ZodType>(
    path: string,
    reply: Schema,
    body?: object,
  ): Promise<z.output<Schema>> {
    const answer = await fetch(`${url}${path}`, {
      signal: AbortSignal.timeout(patience),
      method: body ? 'POST' : 'GET',
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
    const said: unknown = await answer.json().catch(() => null)
    if (!answer.ok) throw new Error(wordsOf(said) ?? `The page answered ${answer.status}.`)
    return reply.parse(said)
  }

  return {
    async open() {
      const page = await fetch(`${url}/`, { signal: AbortSignal.timeout(patience) })
      const text = await page.text()
      if (!page.ok || !text.includes('<html')) throw new Error(`The page answered ${page.status}.`)
      return (await ask('/api/health', guestApi['GET /api/health'].reply)).night
    },
    async join(secret, nickname) {
      const joined = await ask('/api/guests', guestApi['POST /api/guests'].reply, { token: secret, nickname })
      token = joined.token
    },
    async search(query) {
      const path = `/api/tracks?q=${encodeURIComponent(query)}`
      return (await ask(path, guestApi['GET /api/tracks'].reply)).tracks
    },
    async ask(song) {
      const id = randomUUID()
      await ask('/api/requests', guestApi['POST /api/requests'].reply, { id, ...song })
      return id
    },
    listen: () => listen(`${url.replace('http', 'ws')}/api/live?token=${encodeURIComponent(token)}`),
  }
}

/** Resolves once the line is open; what is heard is kept until somebody waits for it. */
async function listen(url: string): ReturnType<TrialPhone['listen']> {
  const socket = new WebSocket(url, { handshakeTimeout: patience })
  const heard = new Set<string>()
  let told = () => {}
  socket.on('message', (data) => {
    const view = mineView.safeParse(JSON.parse(String(data)))
    for (const { id } of view.data?.requests ?? []) heard.add(id)
    told()
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.on('error', reject)
  })
  return {
    hears(requestId) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error('The phone was told nothing.')), patience)
        told = () => {
          if (!heard.has(requestId)) return
          clearTimeout(late)
          resolve()
        }
        told()
      })
    },
    close: () => socket.terminate(),
  }
}

function wordsOf(said: unknown): string | null {
  const { error } = (said ?? {}) as { readonly error?: { readonly message?: unknown } }
  return typeof error?.message === 'string' ? error.message : null
}
