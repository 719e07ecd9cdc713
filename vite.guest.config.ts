import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { singleFile } from './scripts/build/single-file.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The guests' page: one response, for phones of five years ago on bad wifi. */
export default defineConfig({
  root: `${here}src-renderer/guest`,
  base: './',
  publicDir: false,
  plugins: [singleFile()],
  build: {
    outDir: `${here}out/guest`,
    emptyOutDir: true,
    target: ['safari14', 'chrome87', 'firefox78'],
    cssTarget: ['safari14', 'chrome87', 'firefox78'],
    minify: true,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Everything that is imported goes into the one file.
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    rolldownOptions: { output: { codeSplitting: false } },
  },
})
