import { chmodSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { expectAccessible } from '../support/accessible.ts'
import { mp3Pitch, writeToneMp3, writeTones } from '../support/audio-files.ts'
import { answerDialogue, type ConsoleApp, startConsoleApp } from '../support/console-app.ts'
import { djOn } from '../support/dj.ts'
import { makeHomeFolder } from '../support/electron-runtime.ts'
import { freePort } from '../support/free-port.ts'
import { picture } from '../support/screens.ts'
import { forget, gapBetween, heard, listenTo, melody, plug } from '../support/sound/listen.ts'

/** The DJ's own files are played from this computer; what reaches the output is listened to. */

let home: string
let music: string
let dj: ConsoleApp | undefined
test.describe.configure({ mode: 'serial' })

const env = { CUELINE_HOST: '127.0.0.1', CUELINE_KEYCHAIN: 'memory' }

const pitches = [mp3Pitch, 800, 1200, 1600, 2000] as const
const [first, second, low, middle, high] = pitches

test.beforeAll(async () => {
  home = makeHomeFolder()
  music = mkdtempSync(join(tmpdir(), 'cueline-tones-'))
  chmodSync(music, 0o755)
  const song = (title: string, tones: Parameters<typeof writeTones>[1]) =>
    writeTones(join(music, `ABBA - ${title}.wav`), tones, { title, artist: 'ABBA' })
  writeToneMp3(join(music, 'ABBA - Waterloo.mp3'), 2, { title: 'Waterloo', artist: 'ABBA' })
  song('Fernando', [{ hertz: second, seconds: 2 }])
  song('Chiquitita', [
    { hertz: low, seconds: 20 },
    { hertz: middle, seconds: 20 },
    { hertz: high, seconds: 20 },
  ])
})

test.afterAll(async () => {
  await dj?.quit()
  rmSync(home, { recursive: true, force: true })
  rmSync(music, { recursive: true, force: true })
})

test('the files that were approved sound, in order, without a gap, and obey the buttons', async () => {
  dj = await startConsoleApp(home, { ...env, CUELINE_PORT: String(await freePort()) })
  const { console: page, app, display } = dj
  await page.getByRole('button', { name: 'Skip for now' }).click()
  await answerDialogue(app, music)
  const folder = page.getByRole('button', { name: /A music folder/ })
  await folder.click()
  await expect(folder).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Create the night' }).click()
  await page.getByRole('button', { name: 'Go live' }).click()
  await listenTo(page, ['USB mixer', 'Headphones'])
  const now = page.getByRole('region', { name: 'Now playing' })
  const queue = page.getByRole('grid', { name: 'Up next, in order' })

  await test.step('this computer plays the queue from now on', async () => {
    await now.getByRole('button', { name: 'Play from this computer' }).click()
    for (const title of ['Waterloo', 'Fernando', 'Chiquitita']) await add(page, title)
    await expect(queue.getByRole('row')).toHaveCount(3)
    await page.keyboard.press('Escape')
  })

  await test.step('each song sounds in its turn, and the next one begins as it ends', async () => {
    await forget(page)
    await now.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(now.getByRole('heading', { name: 'Chiquitita' })).toBeVisible({ timeout: 15_000 })
    await expect.poll(async () => melody(await heard(page), pitches)).toEqual([first, second, low])
    const moments = await heard(page)
    expect(gapBetween(moments, first, second)).toBeLessThan(150)
    expect(gapBetween(moments, second, low)).toBeLessThan(150)
    await page.getByRole('tab', { name: /^Played/ }).click()
    await expect(page.getByRole('grid', { name: /^Played/ }).getByRole('row')).toHaveCount(2)
  })

  await test.step('going to another place lands there', async () => {
    const slider = now.getByRole('slider', { name: 'Place in the song' })
    await djOn(page).call('player.seek', { positionMs: 25_000 })
    await forget(page)
    await expect.poll(async () => melody(await heard(page), pitches)).toContain(middle)
    await expect(slider).toHaveAttribute('aria-valuetext', /0:2\d of 1:00/)
    await slider.focus()
    await slider.press('PageUp')
    await slider.press('PageUp')
    await slider.press('PageUp')
    await expect.poll(async () => melody(await heard(page), pitches)).toContain(high)
  })

  await test.step('a pause is silent, and so is a volume of nothing', async () => {
    await page.keyboard.press('Space')
    await expect(now.getByRole('button', { name: 'Play', exact: true })).toBeVisible()
    await silence(page)
    await page.getByRole('button', { name: 'Display' }).click()
    const room = (await display()).getByRole('region', { name: 'Now playing' })
    await expect(room.getByText(/ · paused$/)).toBeVisible()
    await page.keyboard.press('Escape')
    await now.getByRole('button', { name: 'Play', exact: true }).click()
    await expect(room.getByText('paused')).toBeHidden()
    await sound(page)
    await now.getByRole('button', { name: 'Mute' }).click()
    await silence(page)
    await now.getByRole('button', { name: 'Mute' }).click()
    await sound(page)
  })

  await test.step('a page that is loaded anew in the middle of a song lets nothing be heard before the DJ does', async () => {
    await page.reload()
    await expect(now.getByText('Paused', { exact: true })).toBeVisible()
    await expect.poll(async () => (await heard(page)).length).toBeGreaterThan(5)
    expect((await heard(page)).filter(({ hertz }) => hertz > 0)).toEqual([])
    await now.getByRole('button', { name: 'Play', exact: true }).click()
    await sound(page)
  })
  await picture(page, 'console-local-player')
  await expectAccessible(page)

  await test.step('the room hears it from the output that was chosen, and nowhere else when that is pulled out', async () => {
    await now.getByRole('button', { name: /^Output: / }).click()
    const panel = page.getByRole('dialog', { name: 'Where it sounds' })
    await panel.getByLabel('The room’s output').selectOption('USB mixer')
    await panel.getByLabel('Your headphones').selectOption('Headphones')
    await picture(page, 'console-sound-outputs')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await sound(page, 'USB mixer')
    await djOn(page).call('player.seek', { positionMs: 1_000 })
    await plug(page, ['Headphones'])
    await expect(now.getByText(/“USB mixer” is not connected, so the music is paused/)).toBeVisible()
    await forget(page)
    await plug(page, ['Headphones', 'USB mixer'])
    await silence(page, 'USB mixer')
    expect(melody(await heard(page), pitches)).toEqual([])
    await now.getByRole('button', { name: 'Play', exact: true }).click()
    await sound(page, 'USB mixer')
  })

  await test.step('the DJ listens to what waits, in the headphones alone, from where it sounds like itself', async () => {
    await add(page, 'Fernando')
    await page.keyboard.press('Escape')
    await queue.getByRole('row', { name: 'Fernando' }).click()
    await forget(page)
    await page.keyboard.press('e')
    await expect(now.getByText('You listen to Fernando')).toBeVisible()
    await expect.poll(async () => melody(await heard(page, 'Headphones'), pitches)).toEqual([second])
    // Its own song goes on, however far it is by now.
    const room = melody(await heard(page, 'USB mixer'), pitches)
    expect(room).not.toEqual([])
    expect(room).not.toContain(second)
    await picture(page, 'console-listening')
    await page.keyboard.press('e')
    await expect(now.getByText('You listen to Fernando')).toBeHidden()
  })

  await test.step('a file that is gone is told in words, and the song stays', async () => {
    // The first song up next is in memory by now: it is the one behind it that is missed.
    await add(page, 'Waterloo')
    await page.keyboard.press('Escape')
    const file = join(music, 'ABBA - Waterloo.mp3')
    renameSync(file, `${file}.away`)
    await queue.getByRole('row', { name: 'Waterloo' }).click()
    await page.keyboard.press('Enter')
    await expect(now.getByText(/“Waterloo” is not where its file was/)).toBeVisible()
    await page.setViewportSize({ width: 1024, height: 700 })
    await picture(page, 'console-local-trouble')
    await expectAccessible(page)
    // Left, it is not played: it waits among those up next, with why.
    await add(page, 'Chiquitita')
    await page.keyboard.press('Escape')
    await now.getByRole('button', { name: 'Go on without it' }).click()
    await expect(now.getByRole('heading', { name: 'Chiquitita' })).toBeVisible()
    const left = queue.getByRole('row', { name: 'Waterloo' })
    await expect(left).toContainText('Skipped. Its file is gone: play it by hand')
    await picture(page, 'console-local-left')
    await left.click()
    await page.keyboard.press('Enter')
    await expect(now.getByText(/“Waterloo” is not where its file was/)).toBeVisible()
    renameSync(`${file}.away`, file)
    await forget(page)
    await now.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(async () => melody(await heard(page, 'USB mixer'), pitches)).toContain(first)
    // With its end nothing plays, so that what is added next waits.
    await expect(now.getByRole('heading', { name: 'Waterloo' })).toBeHidden()
  })
})

test('a drive that does not answer is told in words, and the song goes on by itself when it does', async () => {
  const { console: page, app } = dj ?? (await startConsoleApp(home, env))
  const now = page.getByRole('region', { name: 'Now playing' })
  const queue = page.getByRole('grid', { name: 'Up next, in order' })
  await app.evaluate(() => {
    const files = process.getBuiltinModule('node:fs/promises')
    const { stat } = files
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    files.stat = (async (...of: Parameters<typeof stat>) => {
      if (String(of[0]).includes('Fernando')) await answered
      return stat(...of)
    }) as typeof stat
    process.getBuiltinModule('node:module').syncBuiltinESMExports()
    process.once('SIGUSR2', answer)
  })
  await add(page, 'Fernando')
  await page.keyboard.press('Escape')
  await queue.getByRole('row', { name: 'Fernando' }).click()
  await page.keyboard.press('Enter')
  await expect(now.getByText(/“Fernando” does not answer: its drive may be slow or away/)).toBeVisible({
    timeout: 15_000,
  })
  await picture(page, 'console-local-stuck')
  await expectAccessible(page)
  await forget(page)
  await app.evaluate(() => process.emit('SIGUSR2'))
  await expect.poll(async () => melody(await heard(page, 'USB mixer'), pitches)).toContain(second)
  await expect(now.getByText(/does not answer/)).toBeHidden()
})

test('a laptop that slept in the middle of a song has it paused at its place', async () => {
  const { console: page, app } = dj ?? (await startConsoleApp(home, env))
  const now = page.getByRole('region', { name: 'Now playing' })
  await add(page, 'Chiquitita')
  await page.keyboard.press('Escape')
  await djOn(page)
    .call('player.seek', { positionMs: 0 })
    .catch(() => {})
  await now.getByRole('button', { name: 'Next song' }).click()
  await expect(now.getByRole('heading', { name: 'Chiquitita' })).toBeVisible()
  await sound(page, 'USB mixer')
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'))
  await expect(now.getByText(/The computer slept, so the music is paused/)).toBeVisible()
  await silence(page, 'USB mixer')
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
  await now.getByRole('button', { name: 'Play', exact: true }).click()
  await sound(page, 'USB mixer')
  await expect(now.getByText(/The computer slept/)).toBeHidden()
})

test('after the laptop died the song is there, paused, and one key goes on with it', async () => {
  const { console: page } = dj ?? (await startConsoleApp(home, env))
  const now = page.getByRole('region', { name: 'Now playing' })
  await add(page, 'Chiquitita')
  await page.keyboard.press('Escape')
  await expect(now.getByRole('heading', { name: 'Chiquitita' })).toBeVisible()
  await djOn(page).call('player.seek', { positionMs: 41_000 })
  await expect(now.getByRole('slider', { name: 'Place in the song' })).toHaveAttribute(
    'aria-valuetext',
    /0:4[4-9] /,
  )
  await dj?.kill()
  dj = await startConsoleApp(home, { ...env, CUELINE_PORT: String(await freePort()) })
  await listenTo(dj.console, ['USB mixer'])
  const again = dj.console.getByRole('region', { name: 'Now playing' })
  await expect(again.getByText('Paused')).toBeVisible()
  await expect(again.getByRole('slider', { name: 'Place in the song' })).toHaveAttribute(
    'aria-valuetext',
    /0:4\d of 1:00/,
  )
  await silence(dj.console, 'USB mixer')
  await dj.console.keyboard.press('Space')
  await expect
    .poll(async () => melody(await heard(dj?.console ?? page, 'USB mixer'), pitches))
    .toEqual([high])
})

async function add(page: Page, title: string): Promise<void> {
  await page.keyboard.press('+')
  await page.getByRole('combobox', { name: 'Add a song yourself' }).fill(title)
  await page.getByRole('option', { name: title }).first().click()
}

/** Half a second in which nothing reaches the output. */
async function silence(page: Page, output = ''): Promise<void> {
  await expect(async () => {
    await forget(page)
    await expect.poll(async () => (await heard(page, output)).length).toBeGreaterThan(25)
    expect(melody(await heard(page, output), pitches)).toEqual([])
  }).toPass()
}

async function sound(page: Page, output = ''): Promise<void> {
  await forget(page)
  await expect.poll(async () => melody(await heard(page, output), pitches)).not.toEqual([])
}
