import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { djOn } from '../support/dj.ts'
import { giveToElectron } from '../support/electron-runtime.ts'
import { findSongs } from './support/asking.ts'
import { keepBusy } from './support/busy-hands.ts'
import { type Child, startChild } from './support/child.ts'
import { inConsole, openNight, startConsole } from './support/console-app.ts'
import { type Started, writeWatcher } from './support/electron.ts'
import type { GuestsProcess } from './support/guests.ts'
import { type Interactions, interactionsSeen, watchInteractions } from './support/interactions.ts'
import { freePort, inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'

/** From a key, click or drop in the console's window to the next paint, in milliseconds. */
export type ConsoleMeasure = {
  /** The same hands on a night of a few requests to which nothing comes: what this machine itself takes now. */
  readonly quiet: Interactions
  /** 2,000 requests, and ten new ones a second. */
  readonly busy: Interactions
  readonly requests: number
  readonly asked: number
  /** Of the busy night's p99. */
  readonly bar: number
  readonly met: boolean
}

const bar = 100
const few = 40
const many = 2_000
const guestCount = 200
const quietMs = 15_000
const busyMs = 60_000
const perSecond = 10
const settleMs = 2_000

/** Real keys and clicks in the real window while guests ask. */
export async function benchConsole(): Promise<ConsoleMeasure> {
  return inTemporaryFolder(async (folder) => {
    const watcher = writeWatcher(folder)
    const home = join(folder, 'home')
    mkdirSync(home)
    giveToElectron(home)
    const port = await freePort()
    const guests = startChild<GuestsProcess>('guests')
    // Nobody but the page itself may watch what is measured: each phase has an app of its own.
    async function inApp<T>(work: (app: Started) => Promise<T>): Promise<T> {
      const app = startConsole({ home, port, watcher, devtools: true })
      try {
        await Promise.all([app.shown, app.up(port)])
        return await work(app)
      } finally {
        await app.end()
      }
    }
    try {
      const songs = await inApp((app) => prepare(app, port, guests))
      const quiet = await inApp((app) => inConsole(app, (page) => interactions(page, quietMs)))
      say(`console, quiet: p99 ${quiet.p99} ms of ${quiet.count}`)
      await inApp(() => guests.call('ask', { songs: songs.slice(few, many), milliseconds: busyMs }))
      const { busy, asked } = await inApp((app) =>
        inConsole(app, (page) => whileTheyAsk(page, guests, songs)),
      )
      say(`console, busy: p50 ${busy.p50}, p95 ${busy.p95}, p99 ${busy.p99} ms of ${busy.count}`)
      return { quiet, busy, requests: many, asked, bar, met: busy.p99 < bar }
    } finally {
      await guests.end()
    }
  })
}

/** A live night with a few requests, and guests who are in; answers what they will ask for. */
async function prepare(app: Started, port: number, guests: Child<GuestsProcess>): Promise<readonly string[]> {
  await openNight(app)
  const joinUrl = await inConsole(app, async (page) => {
    const dj = djOn(page)
    await dj.update({ maxRequestsPerGuest: 0 })
    return (await dj.view()).lan.joinUrl
  })
  const url = `http://127.0.0.1:${port}`
  const joinToken = new URL(joinUrl).hash.slice(1)
  await guests.call('join', { url, joinToken, count: guestCount })
  const songs = await findSongs({ url, joinToken }, many + (busyMs / 1_000) * perSecond)
  await guests.call('askInTurn', { songs: songs.slice(0, few) })
  return songs
}

async function whileTheyAsk(page: Page, guests: Child<GuestsProcess>, songs: readonly string[]) {
  const coming = askSteadily(guests, songs.slice(many))
  try {
    return { busy: await interactions(page, busyMs), asked: coming.soFar() }
  } finally {
    coming.stop()
  }
}

async function interactions(page: Page, milliseconds: number): Promise<Interactions> {
  await page.getByRole('tab', { name: /^Inbox/ }).waitFor()
  await page.mouse.click(5, 5)
  await pause(settleMs)
  await watchInteractions(page)
  const made = await keepBusy(page, milliseconds)
  await pause(settleMs / 4)
  return interactionsSeen(page, made)
}

/** Ten new requests a second through the guests' door. */
function askSteadily(guests: Child<GuestsProcess>, songs: readonly string[]) {
  let asked = 0
  const timer = setInterval(() => {
    const song = songs[asked]
    if (song === undefined) return
    asked += 1
    guests.call('askInTurn', { songs: [song] }).catch((error: unknown) => say(String(error)))
  }, 1_000 / perSecond)
  return {
    soFar: () => asked,
    stop: () => clearInterval(timer),
  }
}
