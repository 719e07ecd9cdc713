import { defineConfig } from '@playwright/test'
import { electronLaunch } from './tests/support/electron-runtime.ts'

const report = process.env.CUELINE_PLAYWRIGHT_REPORT
const { chromiumPath } = electronLaunch()

/** The whole app in the real Electron, with real phones' pages in Chromium. */
export default defineConfig({
  testDir: 'tests',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  // One at a time: each test runs an app, a database and browsers on perhaps two cores.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: report === undefined ? 'list' : [['list'], ['json', { outputFile: report }]],
  use: {
    trace: 'retain-on-failure',
    launchOptions: chromiumPath === null ? {} : { executablePath: chromiumPath },
  },
})
