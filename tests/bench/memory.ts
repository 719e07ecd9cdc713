import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { giveToElectron } from '../support/electron-runtime.ts'
import { openDisplay, openNight, startConsole } from './support/console-app.ts'
import { writeWatcher } from './support/electron.ts'
import { freePort, inTemporaryFolder } from './support/places.ts'
import { memoryOf, type ProcessMemory, postmasterOf } from './support/proportional-memory.ts'
import { say } from './support/say.ts'
import { median, round, sum } from './support/statistics.ts'

/** Proportional memory of all processes of the app, in MiB: Electron with both windows, the server, Postgres. */
export type MemoryMeasure =
  | {
      readonly mebibytes: number
      readonly bar: number
      readonly met: boolean
      /** By kind of process, in the last sample. */
      readonly processes: Readonly<Record<string, number>>
    }
  | { readonly skipped: string }

const bar = 400
/** Until the start's own garbage is gone and the list is read. */
const settleMs = 10_000
const samples = 5
const sampleMs = 1_000

/** The app after a start on an existing home, idle in a live night, console and display open. */
export async function benchMemory(): Promise<MemoryMeasure> {
  if (process.platform !== 'linux') return { skipped: 'proportional memory is told by Linux only' }
  return inTemporaryFolder(async (folder) => {
    const watcher = writeWatcher(folder)
    const home = join(folder, 'home')
    mkdirSync(home)
    giveToElectron(home)
    const port = await freePort()
    const first = startConsole({ home, port, watcher, devtools: true })
    try {
      await first.up(port)
      await openNight(first)
    } finally {
      await first.end()
    }
    const app = startConsole({ home, port, watcher, devtools: true })
    try {
      await Promise.all([app.shown, app.up(port)])
      await openDisplay(app)
      await pause(settleMs)
      const sums: number[] = []
      let last: readonly ProcessMemory[] = []
      for (let sample = 0; sample < samples; sample++) {
        last = memoryOf([app.pid, postmasterOf(home)])
        sums.push(sum(last.map(({ mebibytes }) => mebibytes)))
        await pause(sampleMs)
      }
      const mebibytes = Math.round(median(sums))
      say(`memory: ${mebibytes} MiB`)
      return { mebibytes, bar, met: mebibytes <= bar, processes: byKind(last) }
    } finally {
      await app.end()
    }
  })
}

function byKind(processes: readonly ProcessMemory[]): Readonly<Record<string, number>> {
  const kinds: Record<string, number> = {}
  for (const { name, mebibytes } of processes) {
    const kind = name.startsWith('postgres') ? 'postgres' : name
    kinds[kind] = round((kinds[kind] ?? 0) + mebibytes)
  }
  return kinds
}
