import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { electronLaunch, giveToElectron } from '../support/electron-runtime.ts'
import { openNight, startConsole } from './support/console-app.ts'
import { startElectron, writeEmptyApp, writeWatcher } from './support/electron.ts'
import { freePort, inTemporaryFolder } from './support/places.ts'
import { say } from './support/say.ts'
import { median, round } from './support/statistics.ts'

type Start = { readonly shown: number; readonly up: number }

/** Medians in milliseconds from the start of the process; ratios to the empty window; bars as agreed. */
export type StartUpMeasure = {
  readonly electron: string
  readonly rounds: number
  readonly empty: { readonly shown: number }
  readonly shown: Barred
  /** The window is shown and the server answers: database, night and catalogue are there. */
  readonly everythingUp: Barred
  /** The very first start of a new home, once: initdb and the schema are in it. */
  readonly firstStart: Start
}

type Barred = {
  readonly milliseconds: number
  readonly ratio: number
  readonly bar: number
  readonly met: boolean
}

const rounds = 7
const bars = { shown: 1.3, everythingUp: 1.6 } as const

/** The real app on a home with a live night, against an empty window in the same Electron, in turns. */
export async function benchStartUp(): Promise<StartUpMeasure> {
  return inTemporaryFolder(async (folder) => {
    const watcher = writeWatcher(folder)
    const empty = join(folder, 'empty')
    const home = join(folder, 'home')
    for (const path of [empty, home]) {
      mkdirSync(path)
      giveToElectron(path)
    }
    writeEmptyApp(empty)
    // Warms the disk's cache for both.
    await startEmpty(empty, watcher)
    const firstStart = await startApp(home, watcher, true)
    await startApp(home, watcher)
    const empties: number[] = []
    const starts: Start[] = []
    for (let turn = 0; turn < rounds; turn++) {
      empties.push(await startEmpty(empty, watcher))
      starts.push(await startApp(home, watcher))
    }
    const floor = median(empties)
    const shown = median(starts.map((start) => start.shown))
    const up = median(starts.map((start) => start.up))
    say(`start-up: shown ${shown} ms, all up ${up} ms, an empty window ${floor} ms`)
    return {
      electron: electronLaunch().electronVersion,
      rounds,
      empty: { shown: floor },
      shown: barred(shown, floor, bars.shown),
      everythingUp: barred(up, floor, bars.everythingUp),
      firstStart,
    }
  })
}

async function startEmpty(app: string, watcher: string): Promise<number> {
  const profile = join(app, 'profile')
  const started = startElectron({ app, watcher, args: [`--user-data-dir=${profile}`] })
  try {
    return await started.shown
  } finally {
    await started.end()
  }
}

async function startApp(home: string, watcher: string, first = false): Promise<Start> {
  const port = await freePort()
  const started = startConsole({ home, port, watcher, devtools: first })
  try {
    const [shown, up] = await Promise.all([started.shown, started.up(port)])
    if (first) await openNight(started)
    return { shown, up: Math.max(shown, up) }
  } finally {
    await started.end()
  }
}

function barred(milliseconds: number, floor: number, bar: number): Barred {
  const ratio = round(milliseconds / floor)
  return { milliseconds, ratio, bar, met: ratio <= bar }
}
