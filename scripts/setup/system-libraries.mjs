// What Electron and the tests need of the operating system. Only Debian and its kin need help.
import { readFileSync } from 'node:fs'
import { isRoot } from '../places.mjs'
import { refuse, runQuietly, say, step, tryQuietly } from '../say.mjs'

// Each line: the same library under its names in older and newer releases.
const forWindows = [
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libxss1'],
  ['libsecret-1-0'],
]
const forTests = [
  ['xvfb'],
  ['xauth'],
  ['dbus'],
  ['gnome-keyring'],
  // A graphics card that is not there, with two outputs: `tests/support/graphics-card.ts`.
  ['xserver-xorg-core'],
  ['xserver-xorg-video-dummy'],
  ['x11-xserver-utils'],
]

/** Installs what `level` misses (as root), or says the exact command and goes on (otherwise). */
export async function setUpSystemLibraries(level) {
  const system = debianKin()
  if (system === undefined) return warnOfMissingLibraries()
  const wanted = level === 'test' ? [...forWindows, ...forTests] : [...forWindows]
  // Elsewhere (Ubuntu) the package of this name is only a door to a snap, which can't run in a container.
  if (level === 'test' && system === 'debian') wanted.push(['chromium'])
  const missing = await missingOf(wanted)
  if (missing.length === 0) return
  if (!isRoot) {
    const names = await namesHere(missing)
    say(
      `system libraries are missing. Please run: sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    )
    return
  }
  await step(
    `installing ${missing.length} system packages (${missing.map(([name]) => name).join(', ')})`,
    async () => {
      await apt(['update'])
      await apt(['install', '-y', '--no-install-recommends', ...(await namesHere(missing))])
    },
  )
  const still = await missingOf(missing)
  if (still.length > 0)
    throw refuse(`apt-get ended well, but these are still missing: ${still.flat().join(' ')}`)
}

async function missingOf(wanted) {
  const { stdout } = await tryQuietly('dpkg-query', [
    '--show',
    '--showformat=$' + '{Package} $' + '{db:Status-Status}\n',
    ...wanted.flat(),
  ])
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  )
  return wanted.filter((names) => !names.some((name) => installed.has(name)))
}

/** For each library the name that this release knows. */
async function namesHere(missing) {
  const names = []
  for (const candidates of missing) {
    const { stdout } = await tryQuietly('apt-cache', ['policy', ...candidates])
    const known = candidates.find((name) =>
      new RegExp(`^${name}:\\n.*\\n {2}Candidate: [^(]`, 'm').test(stdout),
    )
    names.push(known ?? candidates[0])
  }
  return names
}

async function apt(args) {
  await runQuietly('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}

/** `debian`, another id of a system made from it, or undefined. */
function debianKin() {
  if (process.platform !== 'linux') return undefined
  try {
    const release = readFileSync('/etc/os-release', 'utf8')
    const value = (key) => release.match(new RegExp(`^${key}="?([^"\n]*)`, 'm'))?.[1] ?? ''
    if (value('ID') === 'debian') return 'debian'
    return value('ID_LIKE').split(' ').includes('debian') ? value('ID') : undefined
  } catch {
    return undefined
  }
}

/** On other Linux systems names differ too much to guess: say which libraries Electron would not find. */
async function warnOfMissingLibraries() {
  if (process.platform !== 'linux') return
  const { findRuntime } = await import('./runtime.mjs')
  const runtime = findRuntime()
  if (runtime === undefined) return
  const { stdout } = await tryQuietly('ldd', [runtime.executable])
  const lost = [...stdout.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name)
  if (lost.length > 0)
    say(`Electron needs libraries that this system lacks, please install them: ${lost.join(' ')}`)
}
