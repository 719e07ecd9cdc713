import { expect, type Page, test } from '@playwright/test'
import { displayMoods } from '../../src-main/core/display-mood.ts'
import { driftEveryMs } from '../../src-renderer/display/drift.ts'
import { expectAccessible } from '../support/accessible.ts'
import { findFaults } from '../support/display/measure.ts'
import { openDisplay } from '../support/display/open-display.ts'
import { openRefusedLink, refusals } from '../support/display/open-link.ts'
import { announced, scenes, withCovers } from '../support/display/scenes.ts'
import { scaleFor, shapes, sizes } from '../support/display/sizes.ts'
import { readCode } from '../support/read-codes.ts'
import { keepsPictures, picture } from '../support/screens.ts'

/** Whose code is also read as a camera would. */
const scanned: readonly string[] = ['music', 'long texts', 'invitation', 'standby']

async function codeOn(page: Page): Promise<string | null> {
  const clip = await page.getByRole('img', { name: 'QR code to ask for a song' }).boundingBox()
  const code = clip && (await readCode(await page.screenshot({ clip })))
  return code?.text ?? null
}

/** Rows of what is next that are not put out of sight. */
function rowsShown(page: Page): Promise<number> {
  return page.getByRole('listitem').evaluateAll((rows) => {
    const edge = rows[0]?.parentElement?.getBoundingClientRect().right ?? 0
    return rows.filter((row) => row.getBoundingClientRect().right <= edge + 1).length
  })
}

/** Where the announcement stands, and each of its lines; in whole pixels. */
function placeOfAnnouncement(page: Page): Promise<readonly number[]> {
  return page.getByRole('status').evaluate((status) =>
    [status, ...status.querySelectorAll('div, li')].flatMap((part) => {
      const { top, bottom } = part.getBoundingClientRect()
      return [Math.round(top), Math.round(bottom)]
    }),
  )
}

// Pictures of every step cost more than the steps.
test.use({ trace: 'off' })
test.describe.configure({ mode: 'parallel' })

for (const { width, height } of keepsPictures ? sizes : shapes) {
  test(`everything has its place on ${width} x ${height}, and a camera reads the code`, async ({
    browser,
  }) => {
    const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scaleFor(width) })
    const display = await openDisplay(page)
    const look = { mood: 'night', motion: false, coverColours: false } as const
    const faults: Record<string, readonly string[]> = {}

    async function measure(name: string): Promise<void> {
      const found = new Set<string>()
      for (const step of [1, -1] as const) {
        await display.drift(step)
        for (const fault of await findFaults(page)) found.add(fault)
      }
      if (found.size > 0) faults[name] = [...found]
    }

    for (const [name, scene] of Object.entries(scenes)) {
      await display.show({ ...scene, look })
      await measure(name)
      if (scanned.includes(name)) expect(await codeOn(page), name).toBe(scene.join?.joinUrl)
      if (name === 'music') expect(await rowsShown(page)).toBeGreaterThanOrEqual(4)
      if (scene.room === null || scene.room.upNext.length === 0) continue
      for (const count of [1, 5] as const) {
        await display.show({ ...scene, look })
        await display.show({ ...announced(scene, count), look })
        await expect(page.getByText(/just added/i)).toBeVisible()
        await measure(`${name}, ${count} announced`)
      }
      if (name !== 'long texts' && name !== 'arabic') continue
      const { accepted, ...rest } = announced(scene, 5)
      const place = await placeOfAnnouncement(page)
      await display.show({ ...rest, accepted: accepted?.slice(1, 2), look })
      await expect(page.getByText('Just added')).toBeVisible()
      expect(await placeOfAnnouncement(page), `${name}, two taken back`).toEqual(place)
    }
    await page.close()
    for (const [name, refusal] of Object.entries(refusals)) {
      const screen = await browser.newPage({ viewport: { width, height } })
      await openRefusedLink(screen, { ...scenes.music, look }, refusal)
      const found = await findFaults(screen)
      if (found.length > 0) faults[name] = found
      await screen.close()
    }
    expect(faults).toEqual({})
  })
}

test('each mood is seen at once, what moves can be stilled, and nothing bars anybody', async ({ page }) => {
  await page.setViewportSize({ width: 960, height: 540 })
  const display = await openDisplay(page)
  const grounds = new Set<string>()
  for (const mood of displayMoods) {
    await display.show({ ...withCovers(scenes.music), look: { mood, motion: false, coverColours: false } })
    grounds.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor))
    await expectAccessible(page)
    // Night is what `the-night.spec.ts` shows.
    if (mood !== 'night') await picture(page, `display-${mood}`)
  }
  expect(grounds.size).toBe(displayMoods.length)

  const light = () =>
    page.getByRole('img', { name: 'QR code to ask for a song' }).evaluate((code) => {
      const around = code.closest('[style*="--breath"]')
      return around && getComputedStyle(around, '::before').opacity
    })
  await display.show({ ...scenes.invitation, look: { mood: 'night', motion: true, coverColours: false } })
  const before = await light()
  await expect.poll(light).not.toBe(before)
  await display.show({ ...scenes.invitation, look: { mood: 'night', motion: false, coverColours: false } })
  expect(await light()).toBe('1')
})

/** What the room can be shown, one of each kind. */
const states = {
  standby: scenes.standby,
  closed: scenes.closed,
  paused: scenes.paused,
  offline: scenes.offline,
  'display-off': scenes['display off'],
  'no-night': scenes['no night'],
  invitation: scenes['invitation with a welcome'],
  notice: withCovers(scenes.notice),
  'notice-arabic': scenes['notice, arabic'],
  announcement: announced(withCovers(scenes.music), 1),
  announcements: announced(withCovers(scenes.music), 5),
  cjk: announced(scenes.cjk, 5),
  black: { ...scenes.music, blank: true },
} as const

for (const reduced of [false, true]) {
  test(`each state is calm, ${reduced ? 'still where the room asked for that' : 'seen'}, and axe finds nothing`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 960, height: 540 })
    if (reduced) await page.emulateMedia({ reducedMotion: 'reduce' })
    const display = await openDisplay(page)
    for (const [name, scene] of Object.entries(states)) {
      await display.show({ ...scene, accepted: [], blank: false })
      await display.show(scene)
      if (reduced) {
        expect(await page.evaluate(() => document.getAnimations().length), name).toBe(0)
        continue
      }
      await expectAccessible(page)
      // What this looks like is a matter of the fonts that are there.
      if (name !== 'cjk') await picture(page, `display-${name}`)
    }
    if (reduced) return
    await page.setViewportSize({ width: 540, height: 960 })
    await display.show(withCovers(scenes.music))
    await picture(page, 'display-portrait')
  })
}

/** How solid what shines from the cover is where it is least so: 255 is all. */
function shine(page: Page): Promise<number> {
  return page.locator('canvas').evaluate((glow) => {
    const canvas = glow as HTMLCanvasElement
    const { data = [] } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {}
    return Math.min(...[...data].filter((_, at) => at % 4 === 3))
  })
}

test('the colours of the cover dress each mood, can be read, and leave the code black on white', async ({
  page,
}) => {
  await page.setViewportSize({ width: 960, height: 540 })
  const display = await openDisplay(page)
  const token = (name: string) =>
    page.evaluate((wanted) => document.documentElement.style.getPropertyValue(wanted), name)
  for (const mood of displayMoods) {
    const look = { mood, motion: false, coverColours: true } as const
    await display.show({ ...withCovers(scenes.music), look })
    await expect.poll(() => token('--accent'), mood).not.toBe('')
    await expect.poll(() => shine(page), mood).toBe(255)
    await expectAccessible(page)
    expect(await codeOn(page)).toBe(scenes.music.join?.joinUrl)
    await picture(page, `display-cover-${mood}`)
    // Without a cover the mood is its own again.
    await display.show({ ...scenes.music, look })
    await expect.poll(() => token('--accent')).toBe('')
  }
})

test('nothing burns in: over hours no edge stays on a line of pixels', async ({ page }) => {
  await page.clock.install()
  await page.setViewportSize({ width: 1920, height: 1080 })
  const display = await openDisplay(page)
  const look = { mood: 'night', motion: false, coverColours: false } as const
  await display.show({ ...withCovers(scenes.notice), look })
  const steps = 60
  const seen = new Map<string, number[]>()
  for (let step = 0; step < steps; step++) {
    await page.clock.fastForward(driftEveryMs)
    for (const [edge, at] of Object.entries(await page.evaluate(edgesOfAll)))
      seen.set(edge, [...(seen.get(edge) ?? []), at])
  }
  expect(seen.size).toBeGreaterThan(100)
  for (const [edge, places] of seen) {
    if (places.length < steps) continue
    const most = Math.max(...places.map((place) => places.filter((other) => other === place).length))
    expect(new Set(places).size, edge).toBeGreaterThanOrEqual(6)
    // At the turning points it is longest.
    expect(most / steps, edge).toBeLessThan(0.3)
  }
})

/** In the page: the line of pixels that each edge of each thing lies on, by what it is. */
function edgesOfAll(): Record<string, number> {
  const edges: Record<string, number> = {}
  for (const [at, element] of document.querySelectorAll('main *').entries()) {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    if (right === left || bottom === top) continue
    const name = `${at} ${element.tagName}`
    Object.assign(edges, {
      [`${name} left`]: Math.round(left),
      [`${name} right`]: Math.round(right),
      [`${name} top`]: Math.round(top),
      [`${name} bottom`]: Math.round(bottom),
    })
  }
  return edges
}
