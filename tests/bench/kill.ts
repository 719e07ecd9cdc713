import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '../../db/link.ts'
import { foldersOf } from '../../db/postgres/folders.ts'
import { findServer } from '../../db/postgres/postmaster-file.ts'
import { startEmbedded } from '../../db/postgres/start-embedded.ts'
import { songsFile } from '../support/songs.ts'
import { startPhones } from '../support/stubborn-phones.ts'
import { freePort, inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { type ServedNight, serveNight } from './support/serve-night.ts'
import { quantile, round } from './support/statistics.ts'

const rounds = 30
const phoneCount = 12
/** A guest is kept to a pace of forty calls a second: each phone speaks for many. */
const namesOfPhone = 20
/** So many requests are received between two kills. */
const between = 40
/** Milliseconds from the kill until a request is received again. */
const bar = 2_000
const callMilliseconds = 5_000
const settleMilliseconds = 20
const silent = { info() {}, warn() {}, error() {} }

const victims = ['postgres', 'app', 'both'] as const
type Victim = (typeof victims)[number]

/**
 * SIGKILL of Postgres, of the whole app, and of both, while guests ask: every request that was received must be in
 * the database, once. The app is started again at once, as a person or a service manager does.
 */
export async function benchKill() {
  return inTemporaryFolder(async (folder) => {
    const home = join(folder, 'home')
    const { data } = foldersOf(home)
    // The same port again: phones know no other.
    const options = { home, title: 'Kill', catalogue: songsFile, port: await freePort() }
    let night = await serveNight(options)
    const tokens = await Promise.all(
      Array.from({ length: phoneCount * namesOfPhone }, (_, at) => joinNight(night, at)),
    )
    let isOver = false
    let acknowledgedAt = 0
    const phones = startPhones({
      phones: phoneCount,
      goOn: () => !isOver,
      send: ({ id, phone, song }) =>
        ask(night.url, tokens[(song % namesOfPhone) * phoneCount + phone] ?? '', {
          id,
          wish: { title: `Song ${phone} ${song}`, artist: 'Nobody' },
        }),
      onAcknowledged: () => {
        if (acknowledgedAt === 0) acknowledgedAt = performance.now()
      },
    })
    const times: Record<Victim, number[]> = { postgres: [], app: [], both: [] }
    for (let turn = 0; turn < rounds; turn++) {
      await received(between)
      const victim = victims[turn % victims.length] ?? 'both'
      const { pid } = (await findServer(data)) ?? {}
      if (pid === undefined) throw new Error('no Postgres runs')
      const killedAt = performance.now()
      if (victim !== 'app') process.kill(pid, 'SIGKILL')
      const isAppKilled = victim !== 'postgres'
      if (isAppKilled) process.kill(night.pid, 'SIGKILL')
      const restarted = isAppKilled ? serveNight(options) : night
      // What was on its way at the kill may still arrive.
      await pause(settleMilliseconds)
      // The last children of a killed Postgres may still commit; back is what the next one stores.
      while (victim !== 'app' && (await findServer(data))?.status !== 'ready') await pause(2)
      acknowledgedAt = 0
      while (acknowledgedAt === 0) await pause(1)
      times[victim].push(acknowledgedAt - killedAt)
      say(`round ${turn + 1}, ${victim}: back after ${Math.round(acknowledgedAt - killedAt)} ms`)
      night = await restarted
    }
    isOver = true
    await phones.done
    const stored = await countStored(home, night.eventId)
    await night.end()
    return verdict(phones.acknowledged, stored, phones.failures(), times)

    async function received(more: number): Promise<void> {
      const wanted = phones.acknowledged.length + more
      while (phones.acknowledged.length < wanted) await pause(5)
    }
  })
}

function verdict(
  acknowledged: readonly string[],
  stored: readonly { readonly id: string; readonly title: string }[],
  failures: number,
  times: Readonly<Record<Victim, readonly number[]>>,
) {
  const ids = new Set(stored.map(({ id }) => id))
  const all = Object.values(times).flat()
  return {
    rounds: all.length,
    received: acknowledged.length,
    failedCalls: failures,
    lost: acknowledged.filter((id) => !ids.has(id)).length,
    doubled: stored.length - new Set(stored.map(({ title }) => title)).size,
    notAsked: stored.length - new Set(acknowledged).size,
    backWithin: Object.fromEntries(
      Object.entries(times).map(([victim, some]) => [
        victim,
        { p50: round(quantile(some, 0.5)), most: round(Math.max(...some)) },
      ]),
    ),
    slow: all.filter((time) => time > bar).length,
  }
}

async function joinNight({ url, joinToken }: ServedNight, number: number): Promise<string> {
  const { token } = (await post(`${url}/api/guests`, { token: joinToken, nickname: `Guest ${number}` })) as {
    token: string
  }
  return token
}

async function ask(url: string, token: string, request: object): Promise<boolean> {
  await post(`${url}/api/requests`, request, { authorization: `Bearer ${token}` })
  return true
}

async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(callMilliseconds),
  })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function countStored(home: string, eventId: string) {
  const server = await startEmbedded({ home, log: silent })
  const client = connect(server.url)
  try {
    return await client.unsafe<{ id: string; title: string }[]>(
      `select id, track_data ->> 'title' as title from requests where event_id = $1`,
      [eventId],
    )
  } finally {
    await client.end()
    await server.stop()
  }
}
