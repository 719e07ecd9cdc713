import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const launchShape = z.object({
  /** What Playwright's `_electron.launch` starts; as root a script that turns into an ordinary user. */
  executablePath: z.string(),
  /** The folder of the built app, readable for whoever runs Electron. */
  appFolder: z.string(),
  electronVersion: z.string(),
  standIn: z.boolean(),
  /** Who runs Electron when that isn't us. */
  user: z.object({ uid: z.number(), gid: z.number() }).nullable(),
  /** The system's Chromium for the phones; null: Playwright's own. */
  chromiumPath: z.string().nullable(),
})

export type ElectronLaunch = z.infer<typeof launchShape>

let known: ElectronLaunch | undefined

/** How to start the built app on this machine. Pass `chromiumSandbox: true` too: Playwright turns it off otherwise. */
export function electronLaunch(): ElectronLaunch {
  known ??= launchShape.parse(JSON.parse(describedLaunch()))
  return known
}

/** Found out once, and handed on to the workers: it may copy the app, which another one is just running. */
function describedLaunch(): string {
  const script = fileURLToPath(new URL('../../scripts/test-launch.mjs', import.meta.url))
  process.env.CUELINE_TEST_LAUNCH ??= execFileSync(process.execPath, [script], { encoding: 'utf8' })
  return process.env.CUELINE_TEST_LAUNCH
}

/** A new empty folder that the user who runs Electron owns; for CUELINE_HOME. */
export function makeHomeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cueline-home-'))
  giveToElectron(folder)
  return folder
}

/** Lets the user who runs Electron own this file or folder. */
export function giveToElectron(path: string): void {
  const { user } = electronLaunch()
  if (user !== null) chownSync(path, user.uid, user.gid)
}
