import { expect, type Page, test } from '@playwright/test'
import type { DisplayView } from '../../src-main/contract/console-view.ts'
import { displayMoods } from '../../src-main/core/display-mood.ts'
import { type Tile, writeContactSheet } from '../support/display/contact-sheet.ts'
import { findFaults } from '../support/display/measure.ts'
import { openDisplay } from '../support/display/open-display.ts'
import { openRefusedLink, refusals } from '../support/display/open-link.ts'
import { announced, scenes, withCovers } from '../support/display/scenes.ts'
import { scaleFor, sizes } from '../support/display/sizes.ts'
import { readCode } from '../support/read-codes.ts'
import { keepsPictures, keptPicture } from '../support/screens.ts'

/** What the room can be shown; the scripts are seen where the machine has fonts for them, such as Noto. */
const states: Readonly<Record<string, DisplayView>> = {
  'now playing': withCovers(scenes.music),
  'with the wifi': scenes['music with the wifi'],
  'with the longer code': scenes['music with the longer code'],
  'long texts': scenes['long texts'],
  vietnamese: scenes.vietnamese,
  scripts: scenes.scripts,
  'from right to left': scenes['scripts from right to left'],
  arabic: scenes.arabic,
  'arabic, announced': announced(scenes.arabic, 5),
  cjk: scenes.cjk,
  emoji: scenes.emoji,
  'one announced': announced(scenes.music, 1),
  'five announced': announced(withCovers(scenes.music), 5),
  'a notice': scenes.notice,
  'two long notices': scenes['notices, long texts'],
  'on Spotify': scenes['on Spotify'],
  'nothing next': scenes['nothing next'],
  'between songs': scenes.between,
  'between songs, closed': scenes['between, closed'],
  'a practice': scenes.practice,
  'a practice, a notice': scenes['practice, notice'],
  'a practice before the music': scenes['practice in the invitation'],
  'requests paused': scenes['music, paused'],
  'requests closed': scenes['music, requests closed'],
  'in standby': scenes['music in standby'],
  invitation: scenes.invitation,
  'a welcome': scenes['invitation with a welcome'],
  'a long welcome': scenes['invitation with a long welcome'],
  'standby before the music': scenes.standby,
  'paused before the music': scenes.paused,
  'closed before the music': scenes.closed,
  'a notice before the music': scenes['notice in the invitation'],
  offline: scenes.offline,
  'display off': scenes['display off'],
  'no night': scenes['no night'],
}

/** The code as a phone in the room would read it from the picture; `null` where none is shown. */
async function codeIn(page: Page, picture: Buffer, scale: number): Promise<string | null> {
  const shown = page.getByRole('img', { name: 'QR code to ask for a song' })
  const box = (await shown.count()) > 0 ? await shown.boundingBox() : null
  if (!box) return null
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map((one) => Math.floor(one * scale))
  const area = { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }
  return (await readCode(picture, area))?.text ?? 'unreadable'
}

test.use({ trace: 'off' })
test.describe.configure({ mode: 'parallel', timeout: 300_000 })

for (const mood of displayMoods)
  for (const { width, height } of sizes)
    test(`pictures of each state in the mood ${mood} on ${width} x ${height}, measured and read`, async ({
      browser,
    }) => {
      test.skip(!keepsPictures, 'pictures are renewed when they are asked for')
      const scale = scaleFor(width)
      const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale })
      // The clock on the wall is part of the picture, which is the same whenever it is taken.
      await page.clock.setFixedTime('2026-07-18T22:40:00')
      const display = await openDisplay(page)
      const tiles: Tile[] = []
      for (const [name, scene] of Object.entries(states)) {
        const look = { mood, motion: false, coverColours: false } as const
        // What is accepted is announced once it comes, not when it was there from the start.
        await display.show({ ...scene, accepted: [], look })
        await display.show({ ...scene, look })
        expect(await findFaults(page), name).toEqual([])
        const png = await page.screenshot({ animations: 'disabled' })
        const code = await codeIn(page, png, scale)
        if (code !== null) expect(code, name).toBe(scene.join?.joinUrl)
        tiles.push({ name, png })
      }
      await page.close()
      for (const [name, refusal] of Object.entries(refusals)) {
        const screen = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale })
        await openRefusedLink(
          screen,
          { ...scenes.music, look: { mood, motion: false, coverColours: false } },
          refusal,
        )
        expect(await findFaults(screen), name).toEqual([])
        tiles.push({ name, png: await screen.screenshot({ animations: 'disabled' }) })
        await screen.close()
      }
      const path = keptPicture(`display/${width}x${height}-${mood}.jpg`)
      await writeContactSheet(browser, path, tiles, width > height ? 372 : 228)
    })
