// What `electron <folder or file>` does, for an Electron that was shipped without its default app.
// The app is awaited at the top level, so that what must happen before "ready" still does.

import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const { target, required } = parse(process.argv.slice(1))
const require = createRequire(join(process.cwd(), 'default-app.js'))
for (const module of required) require(module)
if (target === undefined) {
  process.stderr.write('electron: name the folder or file of an app\n')
  process.exit(1)
}
await start(resolve(target))

/** The first plain argument is the app; what follows is the app's own. */
function parse(args) {
  const required = []
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') {
      index += 1
      required.push(args[index])
    } else if (arg === '-v' || arg === '--version') {
      process.stdout.write(`v${process.versions.electron}\n`)
      process.exit(0)
    } else if (!arg.startsWith('-')) return { target: arg, required }
  }
  return { target: undefined, required }
}

async function start(path) {
  const isFolder = statSync(path).isDirectory()
  const folder = isFolder ? path : dirname(path)
  const manifestFile = join(folder, 'package.json')
  const manifest = isFolder || existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {}
  if (manifest.version) app.setVersion(manifest.version)
  if (manifest.productName ?? manifest.name) app.setName(manifest.productName ?? manifest.name)
  app.setPath('userData', join(app.getPath('appData'), app.getName()))
  app.setAppPath(folder)
  await import(pathToFileURL(isFolder ? join(folder, manifest.main ?? 'index.js') : path).href)
}
