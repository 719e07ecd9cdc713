import { defineConfig } from '@playwright/test'
import { electronLaunch } from './tests/support/electron-runtime.ts'

/** The three that keep secrets where the system does: all apps of one person share its keychain. */
const inKeychain = ['a-bad-start', 'on-paper', 'the-night'].map((name) => `**/${name}.spec.ts`)

/** The ones that take longest: begun last, one of them would run alone while the other worker has nothing to do. */
const long = ['guest-page', 'local-audio', 'spotify'].map((name) => `**/${name}.spec.ts`)

const report = process.env.CUELINE_PLAYWRIGHT_REPORT
const { chromiumPath } = electronLaunch()

/** The whole app in the real Electron, with real phones' pages in Chromium. */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  // Each test runs an app, a database and browsers, and mostly waits for one of them: two at once keep two cores busy.
  workers: 2,
  fullyParallel: false,
  // What must run one after another goes first, beside the rest: left to the end it would keep one core waiting.
  projects: [
    { name: 'in the keychain', testMatch: inKeychain, workers: 1 },
    { name: 'long', testMatch: long },
    { name: 'apart', testMatch: '**/*.spec.ts', testIgnore: [...inKeychain, ...long] },
  ],
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  use: {
    // What failed can be gone through step by step; a film of each page as well took two thirds of all the tests' time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: chromiumPath === null ? {} : { executablePath: chromiumPath },
  },
})
