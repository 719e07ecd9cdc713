import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbedded } from '../../db/postgres/start-embedded.ts'
import { songsFile } from '../support/songs.ts'
import { countStored, findSongs, poolSize, rate, refusedIn, silent } from './support/asking.ts'
import type { bareServer } from './support/bare-server.ts'
import { type Child, startChild } from './support/child.ts'
import type { GuestsProcess, Round } from './support/guests.ts'
import { inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { type ServedNight, serveNight } from './support/serve-night.ts'
import type { SocketsProcess } from './support/sockets.ts'
import { median, quantile, round } from './support/statistics.ts'
import type { LoopDelay } from './support/watch-loop.ts'

/** Milliseconds unless said otherwise. Ratios are ours to the bare coalescing server's, the median over the rounds. */
export type CrowdMeasure = {
  readonly phones: number
  /** One phone after the other. */
  readonly inTurn: { readonly p99: number; readonly bare: number; readonly ratio: number }
  /** All phones in the same moment, until the last is answered. */
  readonly atOnce: { readonly last: number; readonly bare: number; readonly ratio: number }
  /** All phones without a pause: requests a second. */
  readonly steady: { readonly perSecond: number; readonly bare: number; readonly ratio: number }
  readonly received: number
  readonly stored: number
  readonly refused: Readonly<Record<number, number>>
  /** Bytes that one phone's socket sends and gets in a minute in which nothing changes. */
  readonly idleBytesAMinute: number
  /** Of the app's main loop, over all of it. */
  readonly loopDelay: LoopDelay
}

const phones = 1000
const inTurn = 200
const bursts = 5
const rounds = 3
const roundMs = 2_000
const roundSongs = 2_500
const coalesceMs = 50
/** Two of the app's pings fall into it. */
const idleMs = 30_000

type Pair<T> = { readonly own: T; readonly bare: T }

/** A thousand phones with open sockets, which ask one by one, then all at once, then without a pause. */
export async function benchCrowd(): Promise<CrowdMeasure> {
  return inTemporaryFolder(async (folder) => {
    const barePostgres = await startEmbedded({ home: join(folder, 'bare'), log: silent })
    const home = join(folder, 'cueline')
    // Joins the server that the night uses, to look at what was really stored.
    const database = await startEmbedded({ home, log: silent })
    const night = await serveNight({ home, title: 'The crowd', catalogue: songsFile })
    const bare = startChild<typeof bareServer>('bare-server')
    const guests = { own: startChild<GuestsProcess>('guests'), bare: startChild<GuestsProcess>('guests') }
    const sockets = {
      own: startChild<SocketsProcess>('sockets'),
      bare: startChild<SocketsProcess>('sockets'),
    }
    try {
      await guests.own.call('join', { url: night.url, joinToken: night.joinToken, count: phones })
      const tokens = await guests.own.call('tokens', undefined)
      await sockets.own.call('openWith', { url: night.url, tokens })
      const text = await sockets.own.call('room', undefined)
      const port = await bare.call('startCoalescing', {
        databaseUrl: barePostgres.url,
        pool: poolSize,
        text,
        coalesceMs,
      })
      await guests.bare.call('visit', { url: `http://127.0.0.1:${port}`, count: phones })
      await sockets.bare.call('openBare', { url: `ws://127.0.0.1:${port}`, count: phones })
      const songs = await findSongs(night, inTurn + phones * bursts + roundSongs * (rounds + 1))
      return await measure(night, database.url, guests, sockets.own, songs)
    } finally {
      await Promise.all([guests, sockets].flatMap(({ own, bare }) => [own.end(), bare.end()]))
      await bare.end()
      await night.end()
      await Promise.all([database.stop(), barePostgres.stop()])
    }
  })
}

async function measure(
  night: ServedNight,
  databaseUrl: string,
  guests: Pair<Child<GuestsProcess>>,
  sockets: Child<SocketsProcess>,
  songs: readonly string[],
): Promise<CrowdMeasure> {
  const take = songsOf(songs)
  // Who has just joined and searched is over by then.
  await pause(1_000)
  await night.loopDelay()
  const before = await sockets.call('traffic', undefined)
  await pause(idleMs)
  const after = await sockets.call('traffic', undefined)
  const turns = await both(guests, (child, share) => child.call('askInTurn', { songs: share }), take(inTurn))
  const atOnce: Pair<number>[] = []
  for (let burst = 0; burst < bursts; burst++)
    atOnce.push(await both(guests, (child, share) => child.call('askAtOnce', { songs: share }), take(phones)))
  const steady: Pair<Round>[] = []
  for (let turn = 0; turn <= rounds; turn++) {
    const ask = (child: Child<GuestsProcess>, share: readonly string[]) =>
      child.call('ask', { songs: share, milliseconds: roundMs })
    const pair = await both(guests, ask, take(roundSongs))
    if (turn > 0) steady.push(pair)
  }
  const received = await guests.own.call('received', undefined)
  const p99 = { own: quantile(turns.own, 0.99), bare: quantile(turns.bare, 0.99) }
  const last = { own: median(atOnce.map(({ own }) => own)), bare: median(atOnce.map(({ bare }) => bare)) }
  const perSecond = { own: rate(steady.map(({ own }) => own)), bare: rate(steady.map(({ bare }) => bare)) }
  say(`${phones} at once: ${round(last.own)} ms, bare ${round(last.bare)} ms`)
  say(`${phones} steadily: ${round(perSecond.own)}/s, bare ${round(perSecond.bare)}/s`)
  return {
    phones,
    inTurn: { p99: round(p99.own), bare: round(p99.bare), ratio: round(p99.own / p99.bare) },
    atOnce: {
      last: round(last.own),
      bare: round(last.bare),
      ratio: round(median(atOnce.map(({ own, bare }) => own / bare))),
    },
    steady: {
      perSecond: round(perSecond.own),
      bare: round(perSecond.bare),
      ratio: round(median(steady.map(({ own, bare }) => rate([own]) / rate([bare])))),
    },
    received: received.length,
    stored: await countStored(databaseUrl, night.eventId, received),
    refused: refusedIn(steady.map(({ own }) => own)),
    idleBytesAMinute: round((((after - before) / phones) * 60_000) / idleMs),
    loopDelay: await night.loopDelay(),
  }
}

/** One after the other, so that they don't take the machine from each other. */
async function both<T>(
  guests: Pair<Child<GuestsProcess>>,
  ask: (child: Child<GuestsProcess>, songs: readonly string[]) => Promise<T>,
  songs: readonly string[],
): Promise<Pair<T>> {
  const bare = await ask(guests.bare, songs)
  return { bare, own: await ask(guests.own, songs) }
}

function songsOf(songs: readonly string[]): (count: number) => readonly string[] {
  let next = 0
  return (count) => {
    const share = songs.slice(next, next + count)
    if (share.length < count) throw new Error('there are not enough songs')
    next += count
    return share
  }
}
