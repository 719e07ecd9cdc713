import { join } from 'node:path'
import { startEmbedded } from '../../db/postgres/start-embedded.ts'
import { songsFile } from '../support/songs.ts'
import { countStored, findSongs, poolSize, rate, refusedIn, silent } from './support/asking.ts'
import type { bareServer } from './support/bare-server.ts'
import { type Child, startChild } from './support/child.ts'
import type { GuestsProcess, Round } from './support/guests.ts'
import { inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { serveNight } from './support/serve-night.ts'
import { median, quantile, round } from './support/statistics.ts'

/** `perSecond` and `p99` (milliseconds) of one server; ratios are ours to the bare route's. */
export type RequestsMeasure = {
  readonly guests: number
  readonly perSecond: number
  readonly p99: number
  readonly bare: { readonly perSecond: number; readonly p99: number }
  /** Of the two rates, the median over the rounds: 1 = as many as the bare route. */
  readonly ratio: number
  /** Of the two p99: 1 = as fast as the bare route. */
  readonly p99Ratio: number
  /** Answered 201, found in Postgres afterwards, and answered otherwise, by status. */
  readonly received: number
  readonly stored: number
  readonly refused: Readonly<Record<number, number>>
}

const levels = [1, 50, 200, 1000]
const rounds = 3
const roundMs = 2_000
const warmUpMs = 700
/** A guest is kept to a pace of forty calls a second: few phones speak for many. */
const names = 400
/** A night has a few thousand requests at most; a round takes a share of them, or ends by time. */
const songsPerNight = 16_000

/**
 * `POST /api/requests`, each for another song of the real list (ids found by searching), against the bare route.
 * A night of its own for each number of guests; ours and the bare one take turns.
 */
export async function benchRequests(): Promise<readonly RequestsMeasure[]> {
  return inTemporaryFolder(async (folder) => {
    const bareHome = join(folder, 'bare')
    const home = join(folder, 'cueline')
    const barePostgres = await startEmbedded({ home: bareHome, log: silent })
    const bare = startChild<typeof bareServer>('bare-server')
    try {
      const port = await bare.call('startRoute', { databaseUrl: barePostgres.url, pool: poolSize })
      const measures: RequestsMeasure[] = []
      for (const guests of levels) measures.push(await measure(home, guests, `http://127.0.0.1:${port}`))
      return measures
    } finally {
      await bare.end()
      await barePostgres.stop()
    }
  })
}

async function measure(home: string, guests: number, bareUrl: string): Promise<RequestsMeasure> {
  // Joins the server that the night uses, to look at what was really stored.
  const database = await startEmbedded({ home, log: silent })
  const night = await serveNight({ home, title: `${guests} guests`, catalogue: songsFile })
  const ours = startChild<GuestsProcess>('guests')
  const theirs = startChild<GuestsProcess>('guests')
  try {
    const count = Math.max(guests, names)
    await ours.call('join', { url: night.url, joinToken: night.joinToken, count, phones: guests })
    await theirs.call('visit', { url: bareUrl, count: guests })
    // A guest asks for what a search has shown, so it is searched for in each night.
    const { own, bare } = await takeTurns(ours, theirs, await findSongs(night, songsPerNight))
    const received = await ours.call('received', undefined)
    const perSecond = rate(own)
    const bareRate = rate(bare)
    const p99 = quantile(
      own.flatMap(({ times }) => times),
      0.99,
    )
    const bareP99 = quantile(
      bare.flatMap(({ times }) => times),
      0.99,
    )
    say(`requests of ${guests} guests: ${Math.round(perSecond)}/s, bare ${Math.round(bareRate)}/s`)
    return {
      guests,
      perSecond: Math.round(perSecond),
      p99: round(p99),
      bare: { perSecond: Math.round(bareRate), p99: round(bareP99) },
      ratio: round(median(own.map((one, at) => rate([one]) / rate(bare.slice(at, at + 1))))),
      p99Ratio: round(p99 / bareP99),
      received: received.length,
      stored: await countStored(database.url, night.eventId, received),
      refused: refusedIn(own),
    }
  } finally {
    await Promise.all([ours.end(), theirs.end()])
    await night.end()
    await database.stop()
  }
}

async function takeTurns(ours: Child<GuestsProcess>, theirs: Child<GuestsProcess>, songs: readonly string[]) {
  const share = Math.floor(songs.length / (rounds + 1))
  const own: Round[] = []
  const bare: Round[] = []
  for (let turn = 0; turn <= rounds; turn++) {
    const input = {
      songs: songs.slice(turn * share, (turn + 1) * share),
      milliseconds: turn === 0 ? warmUpMs : roundMs,
    }
    const theirRound = await theirs.call('ask', input)
    const ourRound = await ours.call('ask', input)
    if (turn === 0) continue
    bare.push(theirRound)
    own.push(ourRound)
  }
  return { own, bare }
}
