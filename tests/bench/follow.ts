import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { request } from 'undici'
import { WebSocket } from 'ws'
import { songsFile } from '../support/songs.ts'
import { startChild } from './support/child.ts'
import { type ConsoleProcess, now } from './support/console-process.ts'
import { joinAll } from './support/guests.ts'
import { freePort, inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { serveNight } from './support/serve-night.ts'
import { quantile, round } from './support/statistics.ts'

type Times = { readonly p50: number; readonly p99: number; readonly most: number }

/** Milliseconds between two processes on one embedded server: a headless guest server and a console. */
export type FollowMeasure = {
  readonly rounds: number
  /** From a guest's sending, over the guest server's commit, to the console's live state. Bar: 200. */
  readonly requestToConsole: Times
  /** From the console's command, over its commit and the guest server, to the guest's phone. Bar: 200. */
  readonly approveToPhone: Times
}

const rounds = 200
const warmUp = 10
/** Longer than the app gathers changes, so that each is the first of its burst. */
const restMs = 70
const lostMs = 10_000

/** How fast each of two processes shows what the other wrote. */
export async function benchFollow(): Promise<FollowMeasure> {
  return inTemporaryFolder(async (home) => {
    const night = await serveNight({ home, title: 'Follow', catalogue: songsFile })
    const console_ = startChild<ConsoleProcess>('console')
    try {
      const opened = await console_.call('start', { home, port: await freePort() })
      if (opened !== night.eventId) throw new Error('the console opened another night')
      const [token = ''] = await joinAll({ ...night, count: 1 })
      const phone = await openPhone(night.url, token)
      const there: number[] = []
      const back: number[] = []
      for (let turn = 0; turn < warmUp + rounds; turn++) {
        const id = randomUUID()
        const shown = console_.call('seen', { id })
        const sent = now()
        const [seen] = await Promise.all([shown, ask(night.url, token, id)])
        await pause(restMs)
        const heard = phone.hears(id, 'approved')
        const decided = await console_.call('approve', { id })
        const told = await heard
        await pause(restMs)
        if (turn < warmUp) continue
        there.push(seen - sent)
        back.push(told - decided)
      }
      phone.close()
      const measure = { rounds, requestToConsole: timesOf(there), approveToPhone: timesOf(back) }
      say(
        `follow: there ${measure.requestToConsole.p50} ms (p99 ${measure.requestToConsole.p99}), ` +
          `back ${measure.approveToPhone.p50} ms (p99 ${measure.approveToPhone.p99})`,
      )
      return measure
    } finally {
      await console_.end()
      await night.end()
    }
  })
}

async function ask(url: string, token: string, id: string): Promise<void> {
  const { statusCode, body } = await request(`${url}/api/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ id, wish: { title: `Song ${id}`, artist: 'Everyone' } }),
  })
  const text = await body.text()
  if (statusCode !== 201) throw new Error(`asking was answered ${statusCode}: ${text}`)
}

/** A guest's phone, which tells when it heard of a request's status. */
async function openPhone(url: string, token: string) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/live?token=${token}`)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve())
    socket.once('error', reject)
  })
  return {
    hears: (id: string, status: string) =>
      new Promise<number>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('a decision never reached the phone')), lostMs)
        const listen = (data: Buffer) => {
          if (!data.includes(`"id":"${id}","status":"${status}"`)) return
          clearTimeout(timer)
          socket.off('message', listen)
          resolve(now())
        }
        socket.on('message', listen)
      }),
    close: () => socket.terminate(),
  }
}

function timesOf(times: readonly number[]): Times {
  return {
    p50: round(quantile(times, 0.5)),
    p99: round(quantile(times, 0.99)),
    most: round(Math.max(...times)),
  }
}
