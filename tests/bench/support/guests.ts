import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Client, type Dispatcher, Pool } from 'undici'
import { inTurns } from './in-turns.ts'

type Guest = { readonly client: Client; readonly token: string; readonly headers: Record<string, string> }

export type Round = {
  readonly seconds: number
  /** Milliseconds of each request that was received. */
  readonly times: readonly number[]
  /** How many got which other answer. */
  readonly refused: Readonly<Record<number, number>>
}

const joinersAtOnce = 20
const searchersAtOnce = 4
const comeBackMs = 100

let guests: readonly Guest[] = []
let received: string[] = []

/** Guests' phones, one keep-alive connection each unless told, in a process of their own. */
export const guestsProcess = {
  /** Joins that many by the join link's token; `phones`: so many connections, which speak for them in turns. */
  async join(input: {
    readonly url: string
    readonly joinToken: string
    readonly count: number
    readonly phones?: number
  }) {
    const tokens = await joinAll(input)
    await meet(input.url, tokens, input.phones)
  },

  /** The same phones without a token, for a server that knows no guests. */
  async visit({ url, count }: { readonly url: string; readonly count: number }) {
    await meet(
      url,
      Array.from({ length: count }, (_, at) => `guest-${at}`),
    )
  },

  /** Ids of distinct songs, found as guests find them; at most `count`. */
  async findSongs({ queries, count }: { readonly queries: readonly string[]; readonly count: number }) {
    const ids = new Set<string>()
    let at = 0
    await inTurns(searchersAtOnce, queries, async (query) => {
      if (ids.size >= count) return
      const guest = guests[at++ % guests.length]
      if (!guest) return
      const path = `/api/tracks?q=${encodeURIComponent(query.slice(0, 80))}`
      const { statusCode, text } = await inTheEnd(() =>
        guest.client.request({ method: 'GET', path, headers: guest.headers }),
      )
      if (statusCode !== 200) throw new Error(`a search was answered ${statusCode}: ${text}`)
      const { tracks } = JSON.parse(text) as { tracks: { id: string }[] }
      for (const { id } of tracks) ids.add(id)
    })
    return [...ids].slice(0, count)
  },

  /** Each phone asks for one song after the other, another each time, until they or the milliseconds run out. */
  async ask({ songs, milliseconds }: { readonly songs: readonly string[]; readonly milliseconds: number }) {
    const times: number[] = []
    const refused: Record<number, number> = {}
    const began = performance.now()
    const until = began + milliseconds
    let next = 0
    async function keepAsking(client: Client): Promise<void> {
      const names = guests.filter((guest) => guest.client === client)
      for (let turn = 0; performance.now() < until; turn++) {
        const headers = names[turn % names.length]?.headers ?? {}
        const trackId = songs[next++]
        if (trackId === undefined) return
        const id = randomUUID()
        const from = performance.now()
        const status = await post(client, headers, JSON.stringify({ id, trackId }))
        if (status === 201) {
          times.push(performance.now() - from)
          received.push(id)
        } else refused[status] = (refused[status] ?? 0) + 1
      }
    }
    await Promise.all([...clients()].map(keepAsking))
    return { seconds: (performance.now() - began) / 1000, times, refused } satisfies Round
  },

  /** One guest after the other asks for one song, as many as there are songs. Milliseconds of each. */
  async askInTurn({ songs }: { readonly songs: readonly string[] }) {
    const times: number[] = []
    for (const [at, trackId] of songs.entries()) times.push(await askOnce(at % guests.length, trackId))
    return times
  },

  /** All guests ask for one song each in the same moment. Milliseconds until the last of them is answered. */
  async askAtOnce({ songs }: { readonly songs: readonly string[] }) {
    const from = performance.now()
    await Promise.all(songs.slice(0, guests.length).map((trackId, at) => askOnce(at, trackId)))
    return performance.now() - from
  },

  /** The tokens that they joined with. */
  async tokens() {
    return guests.map(({ token }) => token)
  },

  /** The ids of all requests that were answered "received". */
  async received() {
    return received
  },

  async leave() {
    await Promise.all([...clients()].map((client) => client.destroy()))
    guests = []
    received = []
  },
}

export type GuestsProcess = typeof guestsProcess

/** Tokens of guests who joined just now. */
export async function joinAll(input: {
  readonly url: string
  readonly joinToken: string
  readonly count: number
}): Promise<readonly string[]> {
  const door = new Pool(input.url, { connections: joinersAtOnce })
  const tokens: string[] = []
  const numbers = Array.from({ length: input.count }, (_, at) => at + 1)
  await inTurns(joinersAtOnce, numbers, async (number) => {
    const { statusCode, text } = await inTheEnd(() =>
      door.request({
        method: 'POST',
        path: '/api/guests',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: input.joinToken, nickname: `Guest ${number}` }),
      }),
    )
    if (statusCode !== 200) throw new Error(`joining was answered ${statusCode}: ${text}`)
    tokens.push((JSON.parse(text) as { token: string }).token)
  })
  await door.close()
  return tokens
}

/** Who is told to come back does so. */
async function inTheEnd(call: () => Promise<Dispatcher.ResponseData>) {
  for (;;) {
    const { statusCode, body } = await call()
    const text = await body.text()
    if (statusCode !== 503) return { statusCode, text }
    await pause(comeBackMs)
  }
}

/** The phones, each of which may speak for several guests. */
function clients(): ReadonlySet<Client> {
  return new Set(guests.map(({ client }) => client))
}

async function meet(url: string, tokens: readonly string[], phones: number = tokens.length): Promise<void> {
  await guestsProcess.leave()
  const connections = Array.from({ length: phones }, () => new Client(url, { keepAliveTimeout: 60_000 }))
  guests = tokens.flatMap((token, at) => {
    const client = connections[at % phones]
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
    return client ? [{ client, token, headers }] : []
  })
}

/** Milliseconds until it is answered "received"; one that is told to come back does so, with the same id, as phones do. */
async function askOnce(at: number, trackId: string): Promise<number> {
  const guest = guests[at]
  if (!guest) throw new Error(`there is no guest ${at}`)
  const id = randomUUID()
  const from = performance.now()
  for (;;) {
    const status = await post(guest.client, guest.headers, JSON.stringify({ id, trackId }))
    if (status === 201 || status === 200) break
    if (status !== 503) throw new Error(`asking was answered ${status}`)
    await pause(comeBackMs)
  }
  received.push(id)
  return performance.now() - from
}

/** Answers the status; the leanest way through the client, so that it measures the server. */
function post(client: Client, headers: Record<string, string>, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let status = 0
    client.dispatch(
      { method: 'POST', path: '/api/requests', headers, body },
      {
        onRequestStart() {},
        onResponseStart(_, code) {
          status = code
        },
        onResponseData() {},
        onResponseEnd: () => resolve(status),
        onResponseError: (_, error) => reject(error),
      },
    )
  })
}
