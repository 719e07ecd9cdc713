import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type AboutView, shippedPackage } from '../src-main/contract/about.ts'

type Facts = {
  readonly version: string
  readonly home: string
  /** Where the built files lie; the build wrote down there what it bundled. */
  readonly out: string
  /** The app's own folder, with the packages that are not bundled. */
  readonly app: string
  readonly versions: NodeJS.ProcessVersions
}

const builtParts = ['main', 'console', 'display', 'sheet', 'guest']

/** All that "About" tells. What can't be read is left out. */
export async function about({ version, home, out, app, versions }: Facts): Promise<AboutView> {
  const bundled = await Promise.all(builtParts.map((part) => listed(join(out, part, 'packages.json'))))
  const all = [...bundled.flat(), ...(await besides(app))]
  const known = new Map(all.map((one) => [`${one.name} ${one.version}`, one]))
  const packages = [...known.values()].sort((a, b) => a.name.localeCompare(b.name))
  const { electron = '', chrome = '', node } = versions
  return {
    version,
    runsOn: [
      { name: 'Electron', version: electron },
      { name: 'Chromium', version: chrome },
      { name: 'Node.js', version: node },
    ],
    home,
    packages,
  }
}

async function listed(path: string): Promise<AboutView['packages']> {
  try {
    return shippedPackage.array().parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return []
  }
}

/** Packages with binaries lie beside the bundle as they are. */
async function besides(app: string): Promise<AboutView['packages']> {
  try {
    const { dependencies } = JSON.parse(await readFile(join(app, 'package.json'), 'utf8'))
    const found = await Promise.all(
      Object.keys(dependencies ?? {}).map((name) => packageIn(join(app, 'node_modules', name))),
    )
    return found.flat()
  } catch {
    return []
  }
}

async function packageIn(folder: string): Promise<AboutView['packages']> {
  try {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
    const file = (await readdir(folder)).find((one) => /^licen[cs]e/i.test(one))
    const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8')
    return [{ name, version, licence: String(license ?? 'see its text'), text }]
  } catch {
    return []
  }
}
