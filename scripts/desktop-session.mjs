// A desktop for tests on a machine without one: a screen, a session bus and an unlocked keyring.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { refuse, say, tryQuietly } from './say.mjs'
import { asTestUser, findTestUser, needsTestUser } from './setup/test-user.mjs'

/**
 * Starts a bus and a keyring, and a screen where there is none. `owner` is who may use the bus, since a bus
 * serves one user only: `self`, or for the windows `test-user` (as root; then the screen is always a new one).
 * @returns {Promise<{ environment: Record<string, string>, close: () => Promise<void> }>}
 */
export async function openDesktopSession(owner) {
  if (process.platform !== 'linux') return { environment: {}, close: async () => {} }
  const user = owner === 'test-user' && needsTestUser ? findTestUser() : undefined
  const children = []
  const environment = {}
  const close = async () => {
    for (const child of children.reverse()) await end(child)
  }
  try {
    if (user || !(process.env.DISPLAY || process.env.WAYLAND_DISPLAY))
      environment.DISPLAY = await startScreen(children)
    // Never the bus that is there: behind it may lie a person's own keyring.
    environment.DBUS_SESSION_BUS_ADDRESS = await startBus(children, user)
    await startKeyring(children, user, { ...process.env, ...environment })
    return { environment, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Does `work` with such a session; where one can't be had, says so and does it without. */
export async function inTestDesktop(owner, work) {
  const session = await openDesktopSession(owner).catch((error) => {
    say(`no desktop for the tests: ${error.message}`)
    return { environment: {}, close: async () => {} }
  })
  try {
    return await work(session.environment)
  } finally {
    await session.close()
  }
}

async function startScreen(children) {
  // The screen says its number on descriptor 3 when it can be used.
  const child = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-ac'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  )
  children.push(child)
  return `:${await firstLine(child, child.stdio[3], 'Xvfb')}`
}

async function startBus(children, user) {
  const child = start(
    user,
    'dbus-daemon',
    ['--session', '--nofork', '--nosyslog', '--print-address=1'],
    process.env,
  )
  children.push(child)
  return firstLine(child, child.stdout, 'dbus-daemon')
}

async function startKeyring(children, user, environment) {
  // The password comes on stdin; a keyring of its own, so that no person's is touched.
  const home = mkdtempSync(join(tmpdir(), 'cueline-keyring-'))
  const child = start(user, 'gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    ...environment,
    HOME: user?.home ?? home,
    XDG_DATA_HOME: '',
    XDG_RUNTIME_DIR: '',
  })
  children.push(child)
  child.once('close', () => rmSync(home, { recursive: true, force: true }))
  child.stdin.end('cueline')
  for (let tries = 0; tries < 100; tries += 1) {
    if (await isOnBus(user, 'org.freedesktop.secrets', environment)) return
    await wait(50)
  }
  throw refuse('gnome-keyring-daemon did not come up within five seconds')
}

async function isOnBus(user, name, environment) {
  const [command, args] = asUser(user, 'dbus-send', [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${name}`,
  ])
  const { stdout } = await tryQuietly(command, args, { env: environment })
  return stdout.includes('boolean true')
}

function start(user, command, args, env) {
  const [program, all] = asUser(user, command, args)
  return spawn(program, all, { stdio: ['pipe', 'pipe', 'ignore'], env })
}

function asUser(user, command, args) {
  return user ? ['setpriv', [...asTestUser(), command, ...args]] : [command, args]
}

function firstLine(child, stream, name) {
  return new Promise((resolve, reject) => {
    let text = ''
    stream.on('data', (data) => {
      text += data
      if (text.includes('\n')) resolve(text.split('\n')[0])
    })
    child.once('error', () => reject(refuse(`${name} is not installed`)))
    child.once('close', () => reject(refuse(`${name} ended before it was ready`)))
  })
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000)
  await ended
  clearTimeout(timer)
}
