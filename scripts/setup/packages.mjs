// npm packages: exactly those of the lockfile, installed only when they differ from it.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inPackages, root } from '../places.mjs'
import { runQuietly, step } from '../say.mjs'

const lockfile = join(root, 'package-lock.json')
const stamp = inPackages('.cache', 'cueline', 'packages')

/** Compares the lockfile with what npm says it installed; undefined when they agree, else why not. */
export function whyPackagesDiffer() {
  const installedFile = inPackages('.package-lock.json')
  if (!existsSync(installedFile)) return 'not installed yet'
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfLockfile()) return undefined
  const wanted = JSON.parse(readFileSync(lockfile, 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return firstDifference(wanted, installed)
}

/** The first package of `wanted` that isn't in `installed` as the lockfile says; both are npm's `packages` maps. */
export function firstDifference(wanted, installed, machine = thisMachine()) {
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue
    const found = installed[path]
    if (found === undefined) {
      if (isNeededHere(entry, machine)) return `${path.replace('node_modules/', '')} is missing`
    } else if (found.version !== entry.version || found.integrity !== entry.integrity) {
      return `${path.replace('node_modules/', '')} is ${found.version}, not ${entry.version}`
    }
  }
  return undefined
}

/** npm leaves out optional packages: by platform, and peers that nobody asked for. Only the first kind is told apart. */
function isNeededHere(entry, { platform, arch, libc }) {
  if (!entry.optional && !entry.devOptional && !entry.peer) return true
  if (!entry.optional || entry.os === undefined || entry.cpu === undefined) return false
  return allows(entry.os, platform) && allows(entry.cpu, arch) && (!entry.libc || allows(entry.libc, libc))
}

function allows(list, value) {
  return list.includes(value) || list.includes('any')
}

function thisMachine() {
  // Looking up the names of network peers would take seconds.
  if (process.report) process.report.excludeNetwork = true
  const isGlibc =
    process.platform === 'linux' && Boolean(process.report?.getReport().header.glibcVersionRuntime)
  return { platform: process.platform, arch: process.arch, libc: isGlibc ? 'glibc' : 'musl' }
}

export async function setUpPackages() {
  const reason = whyPackagesDiffer()
  if (reason === undefined) return
  await step(`installing the npm packages of the lockfile (${reason}; one or two minutes)`, () =>
    runQuietly(npmCommand(), ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], {
      cwd: root,
      shell: process.platform === 'win32',
    }),
  )
  // npm was content: an optional package that could not be had is no reason to try again each time.
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hashOfLockfile())
}

function hashOfLockfile() {
  return createHash('sha256').update(readFileSync(lockfile)).digest('hex')
}

export function npmCommand() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}
