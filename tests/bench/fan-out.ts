import { setTimeout as pause } from 'node:timers/promises'
import { songsFile } from '../support/songs.ts'
import type { bareServer } from './support/bare-server.ts'
import { startChild } from './support/child.ts'
import { inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { serveNight } from './support/serve-night.ts'
import type { SocketsProcess } from './support/sockets.ts'
import { median, quantile, round } from './support/statistics.ts'

/** Milliseconds until the last open socket has a change, over `rounds` changes. */
export type FanOutMeasure = {
  readonly sockets: number
  readonly bytes: number
  /** To and from one phone for each change, frames and all. */
  readonly bytesPerChange: number
  readonly rounds: number
  /** From the sending of a guest's request, over its commit, to the last phone. */
  readonly median: number
  readonly p99: number
  /** Of that, until the guest's own request was answered "received", i.e. committed. */
  readonly receivedMedian: number
  /** A bare `ws` server, told by a socket to send the same bytes to all. */
  readonly bare: { readonly median: number; readonly p99: number }
  /** Medians: 1 = as fast as the bare server, which writes to no database. */
  readonly ratio: number
  /** The same without the time until "received": what telling all costs once the change is stored. */
  readonly ratioAfterReceived: number
}

const levels = [100, 1000]
const rounds = 50
const warmUp = 5
/** Longer than the app gathers changes, so that each is the first of its burst. */
const restMs = 70

/** How fast a new request reaches all open phones of the real server, ours and the bare one in turns. */
export async function benchFanOut(): Promise<readonly FanOutMeasure[]> {
  return inTemporaryFolder(async (home) => {
    const night = await serveNight({ home, title: 'Fan-out', catalogue: songsFile })
    const bareProcess = startChild<typeof bareServer>('bare-server')
    const ours = startChild<SocketsProcess>('sockets')
    const theirs = startChild<SocketsProcess>('sockets')
    try {
      await ours.call('openGuests', { ...joinOf(night), count: 1 })
      const text = await ours.call('room', undefined)
      const port = await bareProcess.call('startSockets', { text })
      const measures: FanOutMeasure[] = []
      let pending = 0
      for (const count of levels) {
        await ours.call('openGuests', { ...joinOf(night), count })
        await theirs.call('openBare', { url: `ws://127.0.0.1:${port}`, count })
        await pause(1_000)
        const before = await ours.call('traffic', undefined)
        const own: { received: number; last: number }[] = []
        const bare: number[] = []
        for (let turn = 0; turn < warmUp + rounds; turn++) {
          pending += 1
          const here = await ours.call('askAndWait', { url: night.url, pending })
          await pause(restMs)
          const there = await theirs.call('tellAndWait', { pending })
          if (turn < warmUp) continue
          own.push(here)
          bare.push(there)
        }
        const traffic = (await ours.call('traffic', undefined)) - before
        const bytesPerChange = round(traffic / count / (warmUp + rounds))
        measures.push({ bytesPerChange, ...summary(count, Buffer.byteLength(text), own, bare) })
      }
      return measures
    } finally {
      await Promise.all([ours.end(), theirs.end(), bareProcess.end()])
      await night.end()
    }
  })
}

function joinOf({ url, joinToken }: { readonly url: string; readonly joinToken: string }) {
  return { url, joinToken }
}

function summary(
  sockets: number,
  bytes: number,
  own: readonly { readonly received: number; readonly last: number }[],
  bare: readonly number[],
): Omit<FanOutMeasure, 'bytesPerChange'> {
  const last = own.map((one) => one.last)
  const after = own.map((one) => one.last - one.received)
  say(`fan-out to ${sockets}: ${round(median(last))} ms, bare ${round(median(bare))} ms`)
  return {
    sockets,
    bytes,
    rounds: bare.length,
    median: round(median(last)),
    p99: round(quantile(last, 0.99)),
    receivedMedian: round(median(own.map((one) => one.received))),
    bare: { median: round(median(bare)), p99: round(quantile(bare, 0.99)) },
    ratio: round(median(last) / median(bare)),
    ratioAfterReceived: round(median(after) / median(bare)),
  }
}
