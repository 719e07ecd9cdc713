import { compose } from '../../../src-main/compose.ts'
import { readConfig } from '../../../src-main/config.ts'
import type { Services } from '../../../src-main/services.ts'

const silent = { info() {}, warn() {}, error() {} }
const lostMs = 10_000

let services: Services | null = null

/** A console without its window, in a process of its own, on the same home as a guest server that runs. */
export const consoleProcess = {
  /** Opens the night that is live in this home. */
  async start({ home, port }: { readonly home: string; readonly port: number }) {
    const config = readConfig({
      CUELINE_HOME: home,
      CUELINE_HOST: '127.0.0.1',
      CUELINE_PORT: String(port),
      CUELINE_KEYCHAIN: 'memory',
    })
    const composition = compose(config, { log: silent })
    services = await composition.started()
    const night = services?.live.night()
    if (!night) throw new Error(`no night is open: ${JSON.stringify(composition.consoleView.current())}`)
    return night.event.id
  },

  /** When this request stood in the live state here, epoch milliseconds. */
  seen({ id }: { readonly id: string }): Promise<number> {
    return new Promise((resolve, reject) => {
      const { live } = running()
      const finish = () => {
        clearTimeout(timer)
        undo()
        resolve(now())
      }
      const timer = setTimeout(() => {
        undo()
        reject(new Error('a request never reached the console'))
      }, lostMs)
      const undo = live.subscribe(() => live.night()?.requests.has(id) && finish())
      if (live.night()?.requests.has(id)) finish()
    })
  },

  /** Approves it; answers when that was asked for, epoch milliseconds. */
  async approve({ id }: { readonly id: string }) {
    const { live, requests } = running()
    const version = live.night()?.requests.get(id)?.version ?? 0
    const began = now()
    const outcome = await requests.approve({ id, version })
    if (!outcome.ok) throw new Error(`approving was refused: ${outcome.error.code}`)
    return began
  },
}

export type ConsoleProcess = typeof consoleProcess

/** Fractions of milliseconds, by the clock that all processes share. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

function running(): Services {
  if (services === null) throw new Error('the console was not started')
  return services
}
