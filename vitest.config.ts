import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Two shared cores and a real Postgres: generous, so that a slow machine isn't a failure.
const times = { testTimeout: 120_000, hookTimeout: 120_000, teardownTimeout: 30_000 }

export default defineConfig({
  test: {
    // Most of the time is Postgres at work: two files at once keep two cores busy, by itself vitest would take one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          ...times,
          name: 'node',
          environment: 'node',
          globalSetup: 'tests/support/build-workers.ts',
          include: ['{electron,src-main,src-preload,db,scripts,tests}/**/*.test.{ts,mjs}'],
        },
      },
      {
        plugins: [react()],
        test: {
          ...times,
          name: 'pages',
          environment: 'happy-dom',
          include: ['src-renderer/{console,display,sheet,shared}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...times,
          name: 'guest',
          environment: 'happy-dom',
          include: ['src-renderer/guest/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
