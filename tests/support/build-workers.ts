import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { nodeTarget, stayOutside, workerEntries } from '../../scripts/build/main-entries.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const outDir = fileURLToPath(new URL('../../node_modules/.cache/cueline-test-workers', import.meta.url))

/** Once before all tests, and anew before they run again while somebody edits: every worker as one file, as in the build. */
export async function setup(project: TestProject): Promise<void> {
  const run = () => buildAll()
  await run()
  process.env.CUELINE_TEST_WORKERS = outDir
  project.onTestsRerun(run)
}

async function buildAll(): Promise<void> {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: [] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      target: nodeTarget,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: workerEntries(root),
        external: stayOutside(root),
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[name]-[hash].mjs' },
      },
    },
  })
}
