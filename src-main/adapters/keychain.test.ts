import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../tests/support/eventually.ts'
import type { Log } from '../services/ports.ts'
import { createKeychain } from './keychain.ts'

const quiet: Log = { info() {}, warn() {}, error() {} }
const run = promisify(execFile)

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'cueline-keychain-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

function installed(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

/** Runs a few lines in a process of its own, on a bus of its own with or without a keyring; answers their JSON. */
async function onABus(keyring: boolean, lines: string): Promise<unknown> {
  const module = JSON.stringify(new URL('./keychain.ts', import.meta.url).href)
  const code = `import { createKeychain } from ${module}
    const log = { info() {}, warn() {}, error() {} }
    const keychain = createKeychain({ service: 'Cueline test', memory: false, log })
    console.log(JSON.stringify(await (async () => { ${lines} })()))
    process.exit(0)`
  const unlock = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; '
  const script = `${keyring ? unlock : ''}exec "$0" --import tsx --input-type=module --eval "$1"`
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_RUNTIME_DIR: home,
    // A bus of our own that starts no services by itself.
    XDG_DATA_DIRS: home,
  }
  const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', script, process.execPath, code], {
    env,
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  })
  return JSON.parse(stdout)
}

test('in memory: what was set can be read and removed', async () => {
  const keychain = createKeychain({ service: 'Cueline test', memory: true, log: quiet })
  await keychain.set('session', 'abc')
  expect(await keychain.get('session')).toBe('abc')
  await keychain.remove('session')
  expect(await keychain.get('session')).toBeNull()
  expect(keychain.kind()).toBe('memory')
})

test('one that answers late takes over what was kept meanwhile', async () => {
  const stored = new Map<string, string>()
  let unlock = () => {}
  const unlocked = new Promise<void>((resolve) => {
    unlock = resolve
  })
  const keychain = createKeychain({
    service: 'Cueline test',
    memory: false,
    log: quiet,
    patience: 1,
    load: async () => {
      await unlocked
      return {
        getPassword: async (_, name) => stored.get(name) ?? null,
        setPassword: async (_, name, secret) => void stored.set(name, secret),
        deletePassword: async (_, name) => stored.delete(name),
      }
    },
  })
  expect(await keychain.get('session')).toBeNull()
  await keychain.set('session', 'abc')
  expect(keychain.kind()).toBe('memory')
  unlock()
  await eventually(() => expect(stored.get('session')).toBe('abc'))
  expect(keychain.kind()).toBe('stored')
  expect(await keychain.get('session')).toBe('abc')
})

const hasKeyring = installed('dbus-run-session') && installed('gnome-keyring-daemon')

test.skipIf(!hasKeyring)(
  'with a keyring: the secret survives the program and is not lying about in plain',
  async () => {
    const answer = await onABus(
      true,
      `await keychain.set('session', 'plain-secret-1234')
     const { createKeychain: again } = await import(${JSON.stringify(new URL('./keychain.ts', import.meta.url).href)})
     const other = again({ service: 'Cueline test', memory: false, log })
     const read = await other.get('session')
     await other.remove('session')
     return [read, await keychain.get('session'), keychain.kind()]`,
    )
    expect(answer).toEqual(['plain-secret-1234', null, 'stored'])
    for (const entry of readdirSync(home, { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        expect(readFileSync(join(entry.parentPath, entry.name), 'latin1')).not.toContain('plain-secret-1234')
    }
  },
  20_000,
)

test.skipIf(!installed('dbus-run-session'))(
  'without a keyring: kept for this run, and says so',
  async () => {
    const answer = await onABus(
      false,
      `await keychain.set('session', 'abc'); return [await keychain.get('session'), keychain.kind()]`,
    )
    expect(answer).toEqual(['abc', 'memory'])
  },
  20_000,
)
