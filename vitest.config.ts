import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Two shared cores and a real Postgres: generous, so that a slow machine isn't a failure.
const times = { testTimeout: 120_000, hookTimeout: 120_000, teardownTimeout: 30_000 }

// The files of a project share the modules of their process: loading them anew for each, React or the whole application,
// takes longer than most of the tests. So what a file changes beyond itself it puts back.
const shared = { ...times, isolate: false }

const sharedWindow = {
  ...shared,
  environment: 'happy-dom',
  setupFiles: 'src-renderer/shared/testing/empty-window.ts',
}

export default defineConfig({
  test: {
    // Most of the time is Postgres at work: two files at once keep two cores busy, by itself vitest would take one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          environment: 'node',
          globalSetup: 'tests/support/build-workers.ts',
          include: ['{electron,src-main,src-preload,db,scripts,tests}/**/*.test.{ts,mjs}'],
        },
      },
      {
        plugins: [react()],
        test: {
          ...sharedWindow,
          name: 'pages',
          include: ['src-renderer/{console,display,sheet,shared}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...sharedWindow,
          name: 'guest',
          include: ['src-renderer/guest/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
