// Brings a bare machine to where a command can run. Each step looks first and does only what is missing.
// Levels: `packages` (serve, db), `runtime` (start, dev, pack), `test` (all).
import { pathToFileURL } from 'node:url'
import { withLock } from './lock.mjs'
import { ensureCacheFolder } from './places.mjs'
import { failWith, refuse } from './say.mjs'
import { setUpPackages, whyPackagesDiffer } from './setup/packages.mjs'
import { setUpSystemLibraries } from './setup/system-libraries.mjs'

const oldestNode = [20, 19]

/** Sets up what `level` misses; says what it does on stderr, and nothing when there is nothing to do. */
export async function setUp(level) {
  refuseOldNode()
  if (level === 'packages' && whyPackagesDiffer() === undefined) return
  await withLock('set-up', async () => {
    await setUpPackages()
    if (level === 'packages') return
    ensureCacheFolder()
    // Imported late: they use installed packages.
    const { setUpRuntime } = await import('./setup/runtime.mjs')
    await setUpRuntime()
    await setUpSystemLibraries(level)
    if (level === 'runtime') return
    const { setUpTestUser } = await import('./setup/test-user.mjs')
    const { setUpBrowser } = await import('./setup/browser.mjs')
    await setUpTestUser()
    await setUpBrowser()
  })
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [wantedMajor, wantedMinor] = oldestNode
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  throw refuse(`Node ${oldestNode.join('.')} or newer is needed; this is ${process.versions.node}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setUp(process.argv[2] ?? 'test').catch(failWith)
}
