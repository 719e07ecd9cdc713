// The Chromium that plays the guests' phones in the tests.
import { existsSync } from 'node:fs'
import { inPackages } from '../places.mjs'
import { runQuietly, step } from '../say.mjs'

const ofTheSystem = ['/usr/bin/chromium', '/usr/bin/chromium-browser']

/** The system's own Chromium; undefined where Playwright's is used. */
export function findSystemChromium() {
  return process.platform === 'linux'
    ? ofTheSystem.find((path) => existsSync(path) && !isSnap(path))
    : undefined
}

export async function setUpBrowser() {
  if (findSystemChromium()) return
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return
  await step("downloading Playwright's Chromium", () =>
    runQuietly(process.execPath, [inPackages('@playwright', 'test', 'cli.js'), 'install', 'chromium']),
  )
}

/** Ubuntu's package of this name only starts a snap. */
function isSnap(path) {
  return path.endsWith('chromium-browser') && existsSync('/snap')
}
