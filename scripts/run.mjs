// The one door of all public commands: sets up what is missing, builds what changed, then runs the thing.
// Nothing but the thing itself writes to stdout.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { isRoot, root } from './places.mjs'
import { failWith, refuse, signalCode } from './say.mjs'
import { setUp } from './setup.mjs'

const commands = { start, dev, serve, bench, check, test: check, pack, ...databaseCommands() }

async function start(args) {
  refuseWithoutDisplay()
  await setUp('runtime')
  await buildApp()
  const { findRuntime, runtimeEnvironment } = await import('./setup/runtime.mjs')
  const runtime = findRuntime()
  return run(runtime.executable, [...sandboxFlags(), '.', ...args], runtimeEnvironment(runtime))
}

async function dev(args) {
  refuseWithoutDisplay()
  await setUp('runtime')
  await buildApp()
  const { findRuntime, runtimeEnvironment } = await import('./setup/runtime.mjs')
  const { inPackages } = await import('./places.mjs')
  // electron-vite serves console and display; the guests' page is rebuilt beside it.
  const guest = spawn(
    process.execPath,
    [
      inPackages('vite', 'bin', 'vite.js'),
      'build',
      '--config',
      'vite.guest.config.ts',
      '--watch',
      '--logLevel',
      'warn',
    ],
    { cwd: root, stdio: ['ignore', 2, 2] },
  )
  try {
    return await run(
      process.execPath,
      [inPackages('electron-vite', 'bin', 'electron-vite.js'), 'dev', '--watch', ...args],
      {
        ...runtimeEnvironment(findRuntime()),
        ...(isRoot ? { NO_SANDBOX: '1' } : {}),
      },
    )
  } finally {
    guest.kill()
  }
}

async function serve(args) {
  await setUp('packages')
  await buildApp()
  return run(process.execPath, [join('out', 'main', 'serve.js'), ...args])
}

async function bench(args) {
  await setUp('test')
  const { appParts, build } = await import('./build.mjs')
  await build([...appParts, 'bench'])
  const { inTestDesktop } = await import('./desktop-session.mjs')
  return inTestDesktop('test-user', (environment) =>
    run(process.execPath, ['--expose-gc', join('out', 'bench', 'main.js'), ...args], environment),
  )
}

async function check(args) {
  await setUp('test')
  const { runChecks } = await import('./check.mjs')
  return runChecks(args)
}

async function pack(args) {
  await setUp('runtime')
  await buildApp()
  const { packArguments } = await import('./pack.mjs')
  return run(process.execPath, [...packArguments(), ...args])
}

function databaseCommands() {
  const names = ['migrate', 'push', 'studio', 'check', 'users']
  return Object.fromEntries(
    names.map((name) => [
      `db:${name}`,
      async (args) => {
        await setUp('packages')
        await buildApp()
        return run(process.execPath, [join('out', 'main', 'db-tools.js'), name, ...args])
      },
    ]),
  )
}

async function buildApp() {
  const { build } = await import('./build.mjs')
  await build()
}

/** As root Chromium refuses to start with its sandbox. */
function sandboxFlags() {
  return process.platform === 'linux' && isRoot ? ['--no-sandbox'] : []
}

function refuseWithoutDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return
  throw refuse(
    'there is no display here, so no window can open. Serve guests without one: npm run serve -- --event "Title". ' +
      'Or give it a display that nobody sees: xvfb-run -a npm start',
  )
}

const passedSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const sameSignalWithin = 1000

/** Runs a program in the repository with our terminal; signals go to it once; its exit code is the result. */
function run(command, args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    })
    const lastPassed = {}
    const pass = (signal) => {
      // Ctrl-C in a terminal reaches the child by itself; npm sends what it got once more.
      const isFromTerminal = signal === 'SIGINT' && process.stdin.isTTY
      const isRepeated = Date.now() - (lastPassed[signal] ?? 0) < sameSignalWithin
      if (isFromTerminal || isRepeated) return
      lastPassed[signal] = Date.now()
      child.kill(signal)
    }
    for (const signal of passedSignals) process.on(signal, pass)
    // A signal to npm alone ends npm and its shell, not us: without a parent nobody waits for the child any more.
    const { ppid } = process
    const watch = setInterval(() => {
      if (process.ppid !== ppid) pass('SIGTERM')
    }, 300)
    watch.unref()
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearInterval(watch)
      for (const name of passedSignals) process.off(name, pass)
      resolve(code ?? signalCode(signal))
    })
  })
}

const [name, ...args] = process.argv.slice(2)
const command = commands[name]
if (command === undefined) {
  failWith(refuse(`there is no command "${name ?? ''}"; there are ${Object.keys(commands).join(', ')}`))
} else {
  process.exitCode = await command(args).catch(failWith)
}
