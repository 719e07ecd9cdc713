import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readyLine } from '../../support/ready-line.ts'
import { freePort, root } from './places.ts'
import type { LoopDelay } from './watch-loop.ts'

export type ServedNight = {
  readonly url: string
  readonly joinToken: string
  readonly eventId: string
  readonly pid: number
  /** How late its event loop was since last asked, in milliseconds. */
  loopDelay(): Promise<LoopDelay>
  end(): Promise<void>
}

type Options = {
  readonly home: string
  readonly title: string
  readonly catalogue: string
  /** Any free one unless told. */
  readonly port?: number
}

const endMs = 15_000

/** The real guest server, as `npm run serve` starts it: a live night without a limit of requests. */
export async function serveNight({ home, title, catalogue, port }: Options): Promise<ServedNight> {
  const args = ['--event', title, '--catalogue', catalogue, '--max-requests', '0']
  const watch = ['--import', pathToFileURL(join(root, 'out', 'bench', 'watch-loop.js')).href]
  const child = spawn(process.execPath, [...watch, join(root, 'out', 'main', 'serve.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      CUELINE_HOME: home,
      CUELINE_HOST: '127.0.0.1',
      CUELINE_PORT: String(port ?? (await freePort())),
      CUELINE_KEYCHAIN: 'memory',
      DATABASE_URL: '',
    },
  })
  try {
    const { url, joinUrl, eventId } = await readyLine(child)
    // The url in the line may be one of the network; the server listens on the loopback alone here.
    const own = `http://127.0.0.1:${new URL(url).port}`
    return {
      url: own,
      joinToken: new URL(joinUrl).hash.slice(1),
      eventId,
      pid: child.pid ?? 0,
      loopDelay: () => loopDelay(child),
      end: () => end(child),
    }
  } catch (error) {
    await end(child)
    throw error
  }
}

function loopDelay(child: ChildProcess): Promise<LoopDelay> {
  return new Promise((resolve) => {
    child.once('message', (delay) => resolve(delay as LoopDelay))
    child.send('how late?')
  })
}

/** Asks it to end, and makes it when it does not listen. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const closed = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), endMs)
  await closed
  clearTimeout(timer)
}
