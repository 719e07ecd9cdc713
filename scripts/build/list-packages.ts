import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'

type Chunk = { readonly type: string; readonly moduleIds?: readonly string[] }
type Context = { emitFile(file: { type: 'asset'; fileName: string; source: string }): unknown }

/**
 * Writes `packages.json`: what of others was bundled, under which licence and in which words. `also`: packages that are
 * shipped without being modules, by their folders.
 */
export function listPackages(also: readonly string[] = []) {
  return {
    name: 'list-packages',
    generateBundle(this: Context, _: unknown, bundle: Readonly<Record<string, Chunk>>): void {
      const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)
      const folders = new Set([...modules.flatMap(packageFolder), ...also])
      const packages = [...folders].map(packageIn).sort((a, b) => a.name.localeCompare(b.name))
      const source = JSON.stringify(packages)
      this.emitFile({ type: 'asset', fileName: 'packages.json', source })
    },
  }
}

/** The folder of the package that a module is of; none for our own. */
function packageFolder(id: string): readonly string[] {
  const path = id
    .replace(/^\0/, '')
    .replace(/[?#].*$/, '')
    .split(sep)
    .join('/')
  const [folder] = path.match(/^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []
  return folder === undefined ? [] : [folder]
}

function packageIn(folder: string) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8')
  return { name: String(name), version: String(version), licence: String(license ?? 'see its text'), text }
}
