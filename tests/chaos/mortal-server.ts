import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { readyLine } from '../support/ready-line.ts'

type Options = {
  readonly home: string
  readonly port: number
  /** A list of songs that guests can search. */
  readonly catalogue: string
}

const endMs = 15_000

/** The built guest server as a process that can be killed and comes back on its port; `npm run build` comes first. */
export async function startMortalServer({ home, port, catalogue }: Options) {
  let child = spawnServer()
  const first = await readyLine(child)

  function spawnServer(): ChildProcess {
    const args = ['--event', 'Chaos', '--max-requests', '0', '--catalogue', catalogue]
    return spawn(process.execPath, [join(process.cwd(), 'out', 'main', 'serve.js'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CUELINE_HOME: home,
        CUELINE_HOST: '127.0.0.1',
        CUELINE_PORT: String(port),
        CUELINE_KEYCHAIN: 'memory',
        DATABASE_URL: '',
      },
    })
  }

  return {
    ...first,
    /** SIGKILL, and started again at once, as a person or a service manager does. */
    async killAndRestart(): Promise<void> {
      const dead = new Promise((closed) => child.once('close', closed))
      child.kill('SIGKILL')
      await dead
      child = spawnServer()
      await readyLine(child)
    },
    async end(): Promise<void> {
      if (child.exitCode !== null || child.signalCode !== null) return
      const closed = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), endMs)
      await closed
      clearTimeout(timer)
    },
  }
}
