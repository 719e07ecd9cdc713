import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { say } from '../support/say.ts'
import { quantile, round } from '../support/statistics.ts'
import type { Desk } from './console.ts'
import { createGuests } from './guests.ts'
import { createNight } from './night.ts'
import { loadNow, processorSeconds, proportionalMebibytes, slopePerHour } from './processes.ts'
import { beginRecording, recorded, watchFrames } from './recorder.ts'
import { createTaskWatch, type Task } from './tasks.ts'

const quietMs = 40_000
const settleMs = 8_000
const watchFramesMs = 5_000
/** Shares of one core, without a graphics card. */
const bars = { nothingMoves: 0.05, progressMoves: 0.15 } as const
/** The main thread's tasks are watched between these seconds of each minute: a whole trace of a night is too large. */
const watchTasks = { from: 5, until: 50 } as const
/** Milliseconds: no update holds a frame up for longer. */
const longestTask = 50
/** What a start leaves behind is gone after these minutes; the slope is taken from then on. */
const warmUpMinutes = 3

type Sample = {
  readonly hours: number
  readonly display: number
  readonly displayHeap: number
  readonly main: number
  readonly graphics: number
}

type Parts = {
  readonly browser: Browser
  readonly desk: Desk
  readonly display: Page
  readonly songs: readonly string[]
  readonly pids: Readonly<Record<'display' | 'graphics' | 'main', number>>
  readonly minutes: number
  readonly url: string
}

/** Lives the night and measures it; see `soak.ts` for what the numbers are. */
export async function measureNight({ browser, desk, display, songs, pids, minutes, url }: Parts) {
  const joinToken = new URL((await desk.night()).lan.joinUrl ?? '').hash.slice(1)
  const guests = createGuests(url, joinToken)
  const night = createNight({ desk, display, guests, songs })
  const watch = createTaskWatch(browser, display, pids.display)
  const devtools = await display.context().newCDPSession(display)
  const samples: Sample[] = []
  const loads: number[] = []
  const began = Date.now()
  const size = await display.evaluate<string>('innerWidth + " x " + innerHeight')
  // Also puts in place all that looking at the page needs, before its tasks are watched.
  await display.locator('body').textContent()
  await display.evaluate(beginRecording)

  async function sample(): Promise<void> {
    await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    loads.push(loadNow())
    samples.push({
      hours: (Date.now() - began) / 3_600_000,
      display: round(proportionalMebibytes(pids.display)),
      displayHeap: round(usedSize / 2 ** 20),
      main: round(proportionalMebibytes(pids.main)),
      graphics: round(proportionalMebibytes(pids.graphics)),
    })
    say(`soak: ${JSON.stringify(samples.at(-1))}`)
  }

  /** The share of a core that the display's two processes use while nobody does anything. */
  async function share(): Promise<{
    readonly page: number
    readonly graphics: number
    readonly load: number
  }> {
    await pause(settleMs)
    const used = () => [processorSeconds(pids.display), processorSeconds(pids.graphics)] as const
    const [page, graphics] = used()
    const from = performance.now()
    await pause(quietMs)
    const seconds = (performance.now() - from) / 1000
    const [pageAfter, graphicsAfter] = used()
    return {
      page: round((pageAfter - page) / seconds),
      graphics: round((graphicsAfter - graphics) / seconds),
      load: loadNow(),
    }
  }

  const still = await share()
  say(`soak: with nothing that moves ${JSON.stringify(still)}`)
  await night.begin()
  // What was accepted is announced first.
  await pause(30_000)
  const progress = await share()
  say(`soak: while a song goes on ${JSON.stringify(progress)}`)
  const seconds = Math.round(minutes * 60)
  const start = Date.now()
  for (let second = 0; second <= seconds; second++) {
    await pause(Math.max(0, start + second * 1000 - Date.now()))
    await night.beat(second)
    if (second % 60 === 0) await sample()
    if (second % 60 === watchTasks.from) await watch.begin()
    if (second % 60 === watchTasks.until) await watch.end()
    if (second % 60 === 30) void display.evaluate(watchFrames, watchFramesMs).catch(() => {})
  }
  await watch.end()
  // The last announcements are read.
  await pause(40_000)
  await sample()
  const { longFrames, gaps, announced } = await display.evaluate(recorded)
  const told = new Set(announced)
  const { checked, missed, accepted, refused } = night.log
  const unsaid = [...new Set(accepted)].filter((title) => !told.has(title))
  const settled = samples.filter(({ hours }) => hours * 60 >= Math.min(warmUpMinutes, minutes / 2))
  const grows = (which: 'display' | 'displayHeap' | 'main' | 'graphics') => ({
    first: settled[0]?.[which] ?? 0,
    last: settled.at(-1)?.[which] ?? 0,
    perHour: round(slopePerHour(settled.map((one) => ({ hours: one.hours, mebibytes: one[which] })))),
  })
  return {
    minutes,
    window: size,
    load: { least: Math.min(...loads), most: Math.max(...loads) },
    processor: {
      nothingMoves: barred(still, bars.nothingMoves),
      progressMoves: barred(progress, bars.progressMoves),
    },
    memory: {
      display: grows('display'),
      displayHeap: grows('displayHeap'),
      main: grows('main'),
      graphics: grows('graphics'),
    },
    frames: {
      watched: gaps.length,
      p50: round(quantile(gaps, 0.5)),
      p99: round(quantile(gaps, 0.99)),
      longest: round(Math.max(0, ...gaps)),
      long: longFrames.length,
      longestLong: round(Math.max(0, ...longFrames.map(({ duration }) => duration))),
      longestBlocking: round(Math.max(0, ...longFrames.map(({ blocking }) => blocking))),
    },
    tasks: heldUp(watch.tasks),
    changes: { checked, missed, accepted: accepted.length, unsaid, refused, guests: guests.count() },
  }
}

function barred(measured: Readonly<Record<'page' | 'graphics' | 'load', number>>, bar: number) {
  const share = round(measured.page + measured.graphics)
  return { ...measured, share, bar, met: share <= bar }
}

/** By the clock also while other processes have the processor; by the processor what the page itself does. */
function heldUp(tasks: readonly Task[]) {
  const of = (which: keyof Task) => {
    const times = tasks.map((task) => task[which])
    return {
      p99: round(quantile(times, 0.99)),
      longest: round(times.reduce((most, time) => Math.max(most, time), 0)),
      over: times.filter((time) => time > longestTask).length,
    }
  }
  return { watched: tasks.length, bar: longestTask, wall: of('wall'), processor: of('processor') }
}
