// As root Chromium's sandbox can't be on. So the tests of the shell run Electron as an ordinary user,
// started through a small script that Playwright takes for the executable.
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { isRoot, sharedCache } from '../places.mjs'
import { runQuietly, step, tryQuietly } from '../say.mjs'
import { findRuntime } from './runtime.mjs'

const userName = 'cueline-test'
const launcher = join(sharedCache, 'electron-as-test-user')
const home = join(sharedCache, 'test-home')

/** Whether tests must go through another user: root on Linux. */
export const needsTestUser = process.platform === 'linux' && isRoot

/** @returns {{ name: string, uid: number, gid: number, home: string, launcher: string } | undefined} */
export function findTestUser() {
  if (!existsSync(launcher) || !existsSync(home)) return undefined
  const ids = idsOfUser()
  return ids && { name: userName, ...ids, home, launcher }
}

/** Makes the user once; writes its launcher anew when the runtime is another. */
export async function setUpTestUser() {
  if (!needsTestUser) return
  if (idsOfUser() === undefined)
    await step(`making the ordinary user "${userName}" for the tests of the windows`, () =>
      runQuietly('useradd', ['--system', '--user-group', '--no-create-home', '--home-dir', home, userName]),
    )
  const { uid, gid } = idsOfUser()
  mkdirSync(home, { recursive: true, mode: 0o700 })
  chownSync(home, uid, gid)
  const script = launcherScript(await sandboxedExecutable(findRuntime()))
  if (existsSync(launcher) && readFileSync(launcher, 'utf8') === script) return
  writeFileSync(launcher, script)
  chmodSync(launcher, 0o755)
}

/** Whether that user may read `path` (a file or a folder). */
export async function canTestUserRead(path) {
  const { code } = await tryQuietly('setpriv', [...asTestUser(), 'test', '-r', path])
  return code === 0
}

/** The arguments of `setpriv` that turn root into the test user. */
export function asTestUser() {
  return [`--reuid=${userName}`, `--regid=${userName}`, '--init-groups', '--inh-caps=-all', '--']
}

/** The runtime's executable where that user can reach it, with Chromium's helper as the sandbox wants it. */
async function sandboxedExecutable(runtime) {
  let folder = runtime.folder
  if (!(await canTestUserRead(runtime.executable))) {
    folder = join(sharedCache, `electron-${runtime.version}-copy`)
    if (!existsSync(join(folder, 'version'))) {
      rmSync(folder, { recursive: true, force: true })
      cpSync(runtime.folder, folder, { recursive: true })
    }
  }
  chownSync(join(folder, 'chrome-sandbox'), 0, 0)
  chmodSync(join(folder, 'chrome-sandbox'), 0o4755)
  return join(folder, basename(runtime.executable))
}

function idsOfUser() {
  const line = readFileSync('/etc/passwd', 'utf8').match(new RegExp(`^${userName}:[^:]*:(\\d+):(\\d+):`, 'm'))
  return line === null ? undefined : { uid: Number(line[1]), gid: Number(line[2]) }
}

/** It replaces itself at each step, so that the process id stays that of Electron. */
function launcherScript(executable) {
  return `#!/bin/sh
# Starts Electron as ${userName}; an X cookie that only root may read is copied for that user.
if [ -n "$XAUTHORITY" ] && [ -r "$XAUTHORITY" ]; then
  install -m 600 -o ${userName} -g ${userName} "$XAUTHORITY" "${home}/.Xauthority"
  export XAUTHORITY="${home}/.Xauthority"
fi
export HOME="${home}" USER=${userName} LOGNAME=${userName}
unset XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_RUNTIME_DIR
exec setpriv ${asTestUser().join(' ')} "\${CUELINE_TEST_EXECUTABLE:-${executable}}" "$@"
`
}
