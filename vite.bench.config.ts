import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { nodeTarget, workerEntries } from './scripts/build/main-entries.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The measurements, built like main: migrations are imported as text, workers lie beside. Packages stay outside. */
export default defineConfig({
  publicDir: false,
  build: {
    ssr: true,
    outDir: `${here}out/bench`,
    emptyOutDir: true,
    target: nodeTarget,
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        main: `${here}tests/bench/main.ts`,
        'long-chaos': `${here}tests/chaos/long-chaos.ts`,
        'watch-loop': `${here}tests/bench/support/watch-loop.ts`,
        ...workerEntries(here),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
})
