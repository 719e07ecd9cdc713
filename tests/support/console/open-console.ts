import type { Page } from '@playwright/test'
import type { ConsoleView } from '../../../src-main/contract/console-view.ts'
import { servePage } from '../serve-page.ts'

const origin = 'https://console.test'

const files = { artwork: async () => null, soundFile: async () => null }

/** What main would answer, by the name of the command; all others are taken and do nothing. */
export type MainAnswers = Readonly<Record<string, unknown>>

/** The built console in an ordinary browser, with `view` as what main sent last. */
export async function openConsole(page: Page, view: ConsoleView, answers: MainAnswers = {}): Promise<void> {
  await servePage(page, { origin, name: 'console', ...files })
  await page.addInitScript(
    ({ sent, known }) => {
      const listen = (listener: (change: unknown) => void) => {
        queueMicrotask(() => listener({ whole: true, parts: sent, lists: {} }))
        return () => {}
      }
      const call = async (name: string) => ({ ok: true, value: known[name] ?? null })
      Object.assign(window, { cueline: { call, onView: () => () => {}, onChange: listen } })
    },
    { sent: view, known: answers },
  )
  await page.goto(`${origin}/index.html`)
  await page.evaluate(() => document.fonts.ready)
}
