// Builds what changed. Each part has a stamp in `out/`: the state of all files that it is made from.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withLock } from './lock.mjs'
import { inPackages, root } from './places.mjs'
import { refuse, runQuietly, step } from './say.mjs'

const electronVite = inPackages('electron-vite', 'bin', 'electron-vite.js')
const vite = inPackages('vite', 'bin', 'vite.js')
const shared = ['src-main/core', 'src-main/contract', 'src-renderer/shared']

const parts = {
  shell: {
    from: ['electron', 'src-main', 'src-preload', 'db', 'electron.vite.config.ts', 'scripts/build'],
    makes: ['out/main/main.js', 'out/main/serve.js', 'out/main/db-tools.js', 'out/preload/console.cjs'],
    command: [electronVite, 'build', '--logLevel', 'warn'],
  },
  console: page('console'),
  display: page('display'),
  'display-link': {
    from: ['src-renderer/display', ...shared, 'vite.display-link.config.ts'],
    makes: ['out/display-link/link.html'],
    command: [vite, 'build', '--config', 'vite.display-link.config.ts', '--logLevel', 'warn'],
  },
  sheet: page('sheet'),
  guest: {
    from: ['src-renderer/guest', ...shared, 'vite.guest.config.ts', 'scripts/build'],
    makes: ['out/guest/index.html', 'out/guest/index.html.gz'],
    command: [vite, 'build', '--config', 'vite.guest.config.ts', '--logLevel', 'warn'],
  },
  bench: {
    from: ['tests', 'electron', 'src-main', 'db', 'vite.bench.config.ts', 'scripts/build'],
    makes: ['out/bench/main.js'],
    command: [vite, 'build', '--config', 'vite.bench.config.ts', '--logLevel', 'warn'],
  },
}

/** The parts that make the app. */
export const appParts = ['shell', 'console', 'display', 'display-link', 'sheet', 'guest']

function page(name) {
  return {
    from: [`src-renderer/${name}`, ...shared, 'vite.pages.config.ts'],
    makes: [`out/${name}/index.html`],
    command: [vite, 'build', '--config', 'vite.pages.config.ts', '--mode', name, '--logLevel', 'warn'],
  }
}

/** Builds those of `names` whose sources changed since; throws the builder's words when one fails. */
export async function build(names = appParts) {
  if (names.every((name) => isFresh(name))) return
  await withLock('build', async () => {
    const stale = names.filter((name) => !isFresh(name))
    if (stale.length === 0) return
    await step(`building ${stale.join(', ')}`, async () => {
      // All to their end: none may still be writing when the lock is given back.
      const outcomes = await Promise.allSettled(stale.map(buildPart))
      const failed = outcomes
        .filter(({ status }) => status === 'rejected')
        .map(({ reason }) => reason.message)
      if (failed.length > 0) throw refuse(failed.join('\n\n'))
    })
  })
}

async function buildPart(name) {
  // Taken before: a file that changes meanwhile is built once more next time.
  const state = stateOf(name)
  await runQuietly(process.execPath, parts[name].command, {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
  })
  mkdirSync(join(root, 'out'), { recursive: true })
  writeFileSync(stampFile(name), state)
}

function isFresh(name) {
  if (!parts[name].makes.every((file) => existsSync(join(root, file)))) return false
  return existsSync(stampFile(name)) && readFileSync(stampFile(name), 'utf8') === stateOf(name)
}

function stampFile(name) {
  return join(root, 'out', `.built-${name}`)
}

/** One hash over path, size and time of every source of a part (tests left out), and over what all depend on. */
function stateOf(name) {
  const hash = createHash('sha256')
  for (const path of [...parts[name].from, 'package.json', 'package-lock.json', 'tsconfig.base.json']) {
    for (const file of filesBelow(join(root, path))) {
      const { size, mtimeMs } = statSync(file)
      hash.update(`${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}
