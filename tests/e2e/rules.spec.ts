import { rmSync } from 'node:fs'
import { type Browser, expect, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { djOn } from '../support/dj.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { freePort } from '../support/free-port.ts'
import { guestHost, openGuestBrowser, openPhone } from '../support/phone.ts'
import { picture } from '../support/screens.ts'

/** The DJ says what is not played tonight; a guest is told so, and the DJ decides all the same. */

let home: string
let port: number
let browser: Browser
let dj: ConsoleApp | undefined

test.beforeAll(async () => {
  home = makeHomeFolder()
  port = await freePort()
  browser = await openGuestBrowser()
})

test.afterAll(async () => {
  await dj?.quit()
  await browser?.close()
  rmSync(home, { recursive: true, force: true })
})

test('rules are tried, kept, told to guests and overridden, by keyboard alone', async () => {
  dj = await startConsoleApp(home, {
    CUELINE_HOST: '127.0.0.1',
    CUELINE_PORT: String(port),
    CUELINE_NAMES: guestHost,
    CUELINE_KEYCHAIN: 'memory',
  })
  const { console: page } = dj
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Create the night' }).click()
  await page.getByRole('button', { name: 'Go live' }).click()
  const { pin } = (await djOn(page).view()).event
  const mia = await openPhone(browser, port)
  await mia.join('Mia', pin)
  await mia.wish('Waterloo', 'ABBA')
  await mia.wish('Blue Bayou', 'Linda')
  const waiting = page.getByRole('grid', { name: /^Inbox/ }).getByRole('row', { name: 'Waterloo' })
  await expect(waiting).toBeVisible()

  await test.step('an entry says what a guest would be told before it is kept', async () => {
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('menuitem', { name: 'Rules of this night' }).press('Enter')
    const panel = page.getByRole('dialog', { name: 'Rules of this night' })
    await panel.getByLabel('Title', { exact: true }).fill('Fernando')
    await panel.getByLabel('By', { exact: true }).fill('abba')
    await expect(panel.getByText('Guests may ask for it.')).toBeVisible()
    await panel.getByLabel('What not to play').selectOption('Artist')
    await panel.getByLabel('Artist', { exact: true }).fill('ABBA')
    await expect(panel.getByText(/The DJ does not play ABBA tonight/)).toBeVisible()
    await panel.getByLabel('Artist', { exact: true }).press('Enter')
    await expect(panel.getByRole('button', { name: 'Remove ABBA' })).toBeVisible()
    await panel.getByRole('button', { name: 'Fill in for a kind of night' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Wedding' }).press('Enter')
    await expect(panel.getByText('sped up')).toBeVisible()
    await expectAccessible(page)
    await picture(page, 'console-rules')
    await page.keyboard.press('Escape')
  })

  await test.step('what waits is marked and approved by the same key', async () => {
    await expect(waiting).toContainText('Rule: no ABBA')
    await picture(page, 'console-rule-mark')
    await expectAccessible(page)
    await waiting.click()
    await page.keyboard.press('t')
    await expect(page.getByRole('group', { name: 'Tell Mia' })).toBeFocused()
    await picture(page, 'console-answer')
    await expectAccessible(page)
    await page.keyboard.type('Soon')
    await expect(page.getByRole('textbox', { name: 'Tell Mia' })).toHaveValue('Soon')
    await page.keyboard.press('Escape')
    await page.keyboard.press('t')
    await page.keyboard.press('2')
    await mia.showMine()
    await expect(mia.page.getByText('DJ: Maybe later tonight').first()).toBeVisible()
    await picture(mia.page, 'guest-answer')
    await page.keyboard.press('a')
    await expect(
      page.getByRole('grid', { name: 'Up next, in order' }).getByRole('row', { name: 'Waterloo' }),
    ).toBeVisible()
  })

  await test.step('a song is entered for somebody without a phone', async () => {
    await page.getByRole('button', { name: 'Type a song in' }).press('Enter')
    const form = page.getByRole('form', { name: 'Add a song for someone' })
    await form.getByLabel('Title').fill('Moon River')
    await form.getByLabel('By', { exact: true }).fill('Audrey')
    await form.getByLabel('Asked by').fill('Ruth')
    await picture(page, 'console-add-for')
    await expectAccessible(page)
    await form.getByLabel('Asked by').press('Enter')
    await expect(
      page.getByRole('grid', { name: 'Up next, in order' }).getByRole('row', { name: 'Moon River' }),
    ).toContainText('Ruth')
  })

  await test.step('somebody at the desk joins what a guest asked for; undo leaves that as it was', async () => {
    const inInbox = page.getByRole('grid', { name: /^Inbox/ }).getByRole('row', { name: 'Blue Bayou' })
    await page.getByRole('button', { name: 'Type a song in' }).press('Enter')
    const form = page.getByRole('form', { name: 'Add a song for someone' })
    await form.getByLabel('Title').fill('blue bayou')
    await form.getByLabel('By', { exact: true }).fill('Linda')
    await expect(form.getByText(/Asked for already by Mia, just now: it waits in the inbox/)).toBeVisible()
    await form.getByLabel('Asked by').fill('Ruth')
    await form.getByLabel('Dedication').fill('for Emil')
    await picture(page, 'console-add-join')
    await expectAccessible(page)
    await form.getByLabel('Dedication').press('Enter')
    await expect(
      page.getByRole('grid', { name: 'Up next, in order' }).getByRole('row', { name: 'Blue Bayou' }),
    ).toContainText('Mia, Ruth')
    await page.keyboard.press('u')
    await expect(inInbox).toContainText('Mia')
    await expect(inInbox).not.toContainText('Ruth')
  })

  await test.step('a guest is told kindly', async () => {
    await mia.wish('Dancing Queen', 'Abba')
    await mia.showMine()
    await expect(mia.page.getByRole('main').getByText(/The DJ does not play ABBA tonight/)).toBeVisible()
  })
  expect(mia.problems).toEqual([])
})
