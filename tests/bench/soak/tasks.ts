import type { Browser, Page } from '@playwright/test'
import { z } from 'zod'

/** One task of the page's main thread: milliseconds from its begin to its end, and those the processor gave to it. */
export type Task = { readonly wall: number; readonly processor: number }

// The trace event format: `dur` and `tdur` in microseconds, 'X' a complete event, 'M' what a thread is called.
const traced = z.object({
  traceEvents: z.array(
    z.object({
      ph: z.string(),
      name: z.string(),
      pid: z.number(),
      tid: z.number(),
      dur: z.number().optional(),
      tdur: z.number().optional(),
      args: z.object({ name: z.string().optional() }).loose().optional(),
    }),
  ),
})

/** Watches what keeps the page's main thread, where its frames are made. `pid` is the page's process. */
export function createTaskWatch(browser: Browser, page: Page, pid: number) {
  const tasks: Task[] = []
  let watches = false
  return {
    tasks,
    async begin(): Promise<void> {
      await browser.startTracing(page, { categories: ['toplevel'] })
      watches = true
    },
    async end(): Promise<void> {
      if (!watches) return
      watches = false
      const { traceEvents } = traced.parse(JSON.parse((await browser.stopTracing()).toString()))
      const ofPage = traceEvents.filter((event) => event.pid === pid)
      const main = ofPage.find(({ ph, args }) => ph === 'M' && args?.name === 'CrRendererMain')?.tid
      for (const { ph, name, tid, dur = 0, tdur = 0 } of ofPage)
        if (ph === 'X' && name.endsWith('RunTask') && tid === main)
          tasks.push({ wall: dur / 1000, processor: tdur / 1000 })
    },
  }
}
