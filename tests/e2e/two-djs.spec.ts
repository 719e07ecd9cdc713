import { rmSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { startPostgres } from '../support/a-postgres.ts'
import { expectAccessible } from '../support/accessible.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { picture } from '../support/screens.ts'

/** Two laptops on one database. */

let postgres: Awaited<ReturnType<typeof startPostgres>>
const homes = [makeHomeFolder(), makeHomeFolder()] as const
const open: ConsoleApp[] = []

test.beforeAll(async () => {
  postgres = await startPostgres()
})

test.afterAll(async () => {
  for (const app of open) await app.quit()
  await postgres.close()
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})

test('one account is signed in at one laptop, its night goes on, and two DJs stay apart', async () => {
  const url = await postgres.create('shared')
  const first = await start(homes[0], url)
  await test.step('Anna makes the first account and goes live', async () => {
    await first.getByLabel('Your name').fill('anna')
    await first.getByLabel('Password', { exact: true }).fill('correct horse')
    await first.getByRole('button', { name: 'Continue' }).click()
    await expect(first.getByRole('heading', { name: 'Keep these codes' })).toBeVisible()
    await picture(first, 'console-recovery-codes')
    await first.keyboard.press('Enter')
    await makeNight(first, 'Garden party')
  })

  const second = await start(homes[1], url)
  await test.step('she signs in at another laptop: the first says so, and its guests notice nothing', async () => {
    await signIn(second, 'anna')
    await expect(second.getByRole('heading', { name: 'Garden party' })).toBeVisible()
    await expect(first.getByRole('status').filter({ hasText: /signed in/ })).toBeVisible()
    await expectAccessible(first)
    await picture(first, 'console-signed-out')
    const rows = await postgres.run(url, `select status from events`)
    expect(rows).toEqual([{ status: 'live' }])
  })

  await test.step('Jonas makes an account of his own at the first laptop, and sees nothing of hers', async () => {
    await first.getByRole('button', { name: /another account/i }).click()
    await first.getByLabel('Your name').fill('jonas')
    await first.getByLabel('Password', { exact: true }).fill('battery staple')
    await first.keyboard.press('Enter')
    await first.getByRole('button', { name: 'I have kept them' }).click()
    await makeNight(first, 'Office party')
    await expect(first.getByText('Garden party')).toHaveCount(0)
    await expect(second.getByRole('heading', { name: 'Garden party' })).toBeVisible()
  })

  await test.step('Anna, the superadmin, sees who there is, and numbers', async () => {
    await openPanel(second, 'People')
    const jonas = second.getByRole('article', { name: 'jonas' })
    await expect(jonas).toContainText('1 night')
    await expectAccessible(second)
    await picture(second, 'console-people')
    await second.getByRole('button', { name: 'Close the account of jonas' }).click()
    await expect(first.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  })

  await test.step('a night is ended and opened again; what is in it stays', async () => {
    await second.keyboard.press('Escape')
    await openPanel(second, 'Nights')
    await picture(second, 'console-nights')
    await second.getByRole('button', { name: 'More about Garden party' }).click()
    await second.getByRole('menuitem', { name: 'End' }).click()
    await expect(second.getByRole('heading', { name: 'Which night?' })).toBeVisible()
    await second.getByRole('button', { name: 'Reopen' }).first().click()
    await expect(second.getByRole('heading', { name: 'Garden party' })).toBeVisible()
  })
})

async function start(home: string, url: string): Promise<Page> {
  const app = await startConsoleApp(home, {
    DATABASE_URL: url,
    CUELINE_HOST: '127.0.0.1',
    CUELINE_KEYCHAIN: 'memory',
  })
  open.push(app)
  return app.console
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill(username)
  await page.getByLabel('Password', { exact: true }).fill('correct horse')
  await page.keyboard.press('Enter')
}

async function makeNight(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Name of the night').fill(title)
  await page.getByRole('button', { name: 'Create the night' }).click()
  await page.getByRole('button', { name: 'Go live' }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}

async function openPanel(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name }).click()
}
