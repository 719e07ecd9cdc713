import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { expect, test } from '@playwright/test'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { guestHost } from '../support/phone.ts'
import { picture } from '../support/screens.ts'

let home: string
let app: ConsoleApp | undefined
let blocker: Server | undefined

test.beforeEach(() => {
  home = makeHomeFolder()
})

test.afterEach(async () => {
  await app?.quit()
  app = undefined
  await new Promise((closed) => (blocker ? blocker.close(closed) : closed(undefined)))
  blocker = undefined
  rmSync(home, { recursive: true, force: true })
})

test('a database that does not answer is told in words, with a way to try again', async () => {
  app = await startConsoleApp(home, { DATABASE_URL: 'postgresql://anna:secret@127.0.0.1:1/cueline' })
  const page = app.console
  await expect(page.getByText(/127\.0\.0\.1:1\/cueline does not answer/)).toBeVisible()
  await expect(page.getByText('secret')).toHaveCount(0)
  await picture(page, 'console-no-database')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText(/does not answer/)).toBeVisible()
})

test('every step of the first start can be skipped, and a port that is taken moves the guests on', async () => {
  blocker = createServer()
  await new Promise<void>((ready) => blocker?.listen(0, '127.0.0.1', ready))
  const address = blocker.address()
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0
  app = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(taken),
    CUELINE_NAMES: guestHost,
  })
  const page = app.console
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await expect(page.getByRole('heading', { name: 'What can guests ask for?' })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Create the night' }).click()
  await page.getByRole('button', { name: 'Not yet' }).click()
  await expect(page.getByRole('heading', { name: 'You are offline' })).toBeVisible()
  await page.getByRole('button', { name: /^Network/ }).click()
  await expect(page.getByText(new RegExp(`Port ${taken} is taken`)).first()).toBeVisible()
})
