import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'undici'

/** Milliseconds of each call. */
export type Visits = {
  readonly join: readonly number[]
  readonly search: readonly number[]
  readonly submit: readonly number[]
  /** Answers that were no success, and calls without an answer. */
  readonly refused: number
}

/** Honest guests who come, search and ask, each over a connection of their own; in a process of their own. */
export const visitorsProcess = {
  async visit(input: {
    readonly url: string
    readonly joinToken: string
    readonly queries: readonly string[]
    readonly milliseconds: number
    /** So many are there at a time; one who has asked goes, and another one comes after a moment. */
    readonly atOnce: number
  }): Promise<Visits> {
    const times = { join: [] as number[], search: [] as number[], submit: [] as number[] }
    let refused = 0
    let visitors = 0
    const until = performance.now() + input.milliseconds

    async function measured(kind: keyof typeof times, call: () => Promise<number>): Promise<void> {
      const from = performance.now()
      const status = await call().catch(() => 0)
      times[kind].push(performance.now() - from)
      if (status < 200 || status > 299) refused += 1
    }

    async function visitOnce(at: number): Promise<void> {
      const phone = new Client(input.url)
      const headers: Record<string, string> = {
        'content-type': 'application/json',
        // Each phone got its own with the page.
        cookie: `cueline_device=${randomBytes(16).toString('base64url')}`,
      }
      const call = async (method: 'GET' | 'POST', path: string, body?: object) => {
        const answer = await phone.request({
          method,
          path,
          headers,
          body: body ? JSON.stringify(body) : null,
        })
        const reply: unknown = await answer.body.json()
        if (path === '/api/guests' && answer.statusCode === 200)
          headers.authorization = `Bearer ${(reply as { token: string }).token}`
        return answer.statusCode
      }
      const query = encodeURIComponent(input.queries[at % input.queries.length] ?? 'a')
      await measured('join', () =>
        call('POST', '/api/guests', { token: input.joinToken, nickname: `Guest ${at}` }),
      )
      await measured('search', () => call('GET', `/api/tracks?q=${query}`))
      const wish = { title: `Song ${randomUUID()}`, artist: 'Everyone' }
      await measured('submit', () => call('POST', '/api/requests', { id: randomUUID(), wish }))
      await phone.destroy()
    }

    async function keepComing(): Promise<void> {
      while (performance.now() < until) {
        await visitOnce(visitors++)
        await pause(100)
      }
    }

    await Promise.all(Array.from({ length: input.atOnce }, keepComing))
    return { ...times, refused }
  },
}

export type VisitorsProcess = typeof visitorsProcess
