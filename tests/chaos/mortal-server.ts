import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export type Ready = { readonly pin: string; readonly joinUrl: string; readonly eventId: string }

type Options = { readonly home: string; readonly port: number }

const readyMs = 60_000
const endMs = 15_000

/** The built guest server as a process that can be killed and comes back on its port; `npm run build` comes first. */
export async function startMortalServer({ home, port }: Options) {
  let child = spawnServer()
  const first = await readyLine(child)

  function spawnServer(): ChildProcess {
    const args = ['--event', 'Chaos', '--max-requests', '0']
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

function readyLine(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let [out, err] = ['', '']
    const fail = (why: string) => reject(new Error(`the guest server ${why}:\n${err.slice(-2000)}`))
    const timer = setTimeout(() => fail('was not ready within a minute'), readyMs)
    child.stderr?.on('data', (data) => {
      err = `${err}${data}`.slice(-4000)
    })
    child.stdout?.on('data', (data) => {
      out += data
      if (!out.includes('\n')) return
      clearTimeout(timer)
      resolve(JSON.parse(out))
    })
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      fail(`ended (${code})`)
    })
  })
}
