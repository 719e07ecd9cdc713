import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { listPackages } from './scripts/build/list-packages.ts'
import { mainEntries, nodeTarget, stayOutside } from './scripts/build/main-entries.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Main and preloads. The pages are built one by one (vite.pages.config.ts) and served from here in development. */
export default defineConfig(({ command }) => ({
  main: {
    plugins: [listPackages()],
    build: {
      target: nodeTarget,
      sourcemap: true,
      rolldownOptions: {
        input: mainEntries(here),
        external: stayOutside(here),
        // Flat, so that a worker lies beside whoever starts it.
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: nodeTarget,
      // One file each: a sandboxed preload can't load another.
      isolatedEntries: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { console: `${here}src-preload/console.ts`, display: `${here}src-preload/display.ts` },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  ...(command === 'serve'
    ? {
        renderer: {
          root: 'src-renderer',
          plugins: [react()],
          build: {
            rolldownOptions: {
              input: {
                console: `${here}src-renderer/console/index.html`,
                display: `${here}src-renderer/display/index.html`,
                sheet: `${here}src-renderer/sheet/index.html`,
              },
            },
          },
        },
      }
    : {}),
}))
