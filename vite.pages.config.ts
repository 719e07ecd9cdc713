import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { listPackages } from './scripts/build/list-packages.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** One React page: `vite build -c vite.pages.config.ts --mode console` (or `display`, `sheet`). Each has files of its own. */
export default defineConfig(({ mode }) => ({
  root: `${here}src-renderer/${mode}`,
  // Loaded from a custom scheme, a folder or below a path: never from a fixed place.
  base: './',
  publicDir: false,
  plugins: [react(), listPackages([`${here}node_modules/@fontsource-variable/inter`])],
  build: {
    outDir: `${here}out/${mode}`,
    emptyOutDir: true,
    target: 'chrome130',
    minify: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Fonts and pictures stay files: the page's CSP knows no data: fonts.
    assetsInlineLimit: 0,
  },
}))
