import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** The display for browsers on the network: OBS, and televisions of some years ago. */
export default defineConfig({
  root: `${here}src-renderer/display`,
  base: '/display/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: `${here}out/display-link`,
    emptyOutDir: true,
    target: 'chrome79',
    cssTarget: 'chrome79',
    minify: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    rolldownOptions: { input: `${here}src-renderer/display/link.html` },
  },
})
