// Names in package-lock.json also the builds for other platforms that the registry at hand doesn't carry.
// npm leaves such optional packages out of the lockfile and then refuses it (`npm ci`: "Missing: … from lock file").
// Run by hand after adding a package from behind such a registry; it changes nothing where nothing is missing.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './places.mjs'
import { say } from './say.mjs'

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
]
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

/** The entries that `packages` (npm's map) lacks: an exact optional dependency for each platform named in its name. */
export function missingEntries(packages) {
  const added = {}
  for (const [path, { optionalDependencies, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies ?? {})) {
      const platform = platformOf(name)
      if (platform === undefined || !/^\d/.test(version)) continue
      if (candidates(path, name).some((place) => (packages[place] ?? added[place])?.version === version))
        continue
      const outer = `node_modules/${name}`
      const place = outer in packages || outer in added ? `${path}/node_modules/${name}` : outer
      added[place] = { version, ...platform, ...(dev ? { dev } : {}), optional: true }
    }
  }
  return added
}

/** Where Node would look for `name` from the package at `path`. */
function candidates(path, name) {
  const places = []
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/'))))
    places.push(`${at}/node_modules/${name}`)
  return [...places, `node_modules/${name}`]
}

/** `@biomejs/cli-darwin-arm64` -> darwin, arm64; undefined where the name tells no platform. */
function platformOf(name) {
  const words = name.split(/[-/_]/)
  const system =
    systems.find((one) => words.includes(one)) ?? (words.includes('windows') ? 'win32' : undefined)
  const processor = processors.find((one) => words.includes(one))
  const libc = words.some((word) => word.startsWith('musl')) ? 'musl' : 'glibc'
  if (!system || !processor) return undefined
  return { cpu: [processor], ...(system === 'linux' ? { libc: [libc] } : {}), os: [system] }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = join(root, 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const added = missingEntries(lock.packages)
  const sorted = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'))
  if (Object.keys(added).length > 0)
    writeFileSync(
      file,
      `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, undefined, 2)}\n`,
    )
  say(`${Object.keys(added).length} entries added to package-lock.json`)
}
