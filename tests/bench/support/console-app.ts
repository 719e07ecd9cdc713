import { chromium, type Page } from '@playwright/test'
import { electronLaunch } from '../../support/electron-runtime.ts'
import { songsFile } from '../../support/songs.ts'
import { type Started, startElectron } from './electron.ts'

type Options = {
  readonly home: string
  readonly port: number
  readonly watcher: string
  readonly devtools?: boolean
}

/** The built app with that home, its server on the loopback only. */
export function startConsole({ home, port, watcher, devtools = false }: Options): Started {
  return startElectron({
    app: electronLaunch().appFolder,
    watcher,
    args: devtools ? ['--remote-debugging-port=0'] : [],
    environment: {
      CUELINE_HOME: home,
      CUELINE_HOST: '127.0.0.1',
      CUELINE_PORT: String(port),
      DATABASE_URL: '',
    },
  })
}

/** Goes live on a first run, as the DJ who skips the account: a night with the real list of songs. */
export async function openNight(app: Started): Promise<void> {
  await inConsole(app, (page) => page.evaluate(goLive, songsFile))
}

export async function openDisplay(app: Started): Promise<void> {
  await inConsole(app, (page) =>
    page.evaluate(() => (globalThis as unknown as Bridged).cueline.call('shell.openDisplay', {})),
  )
}

/** What the preload gives the console's page. */
type Bridged = {
  readonly cueline: {
    call(name: string, input: unknown): Promise<{ readonly ok: boolean; readonly error?: unknown }>
    onView(listener: (view: NightSeen) => void): () => void
  }
}
type NightSeen = {
  readonly phase: string
  readonly event?: { readonly version: number; readonly status: string }
  readonly catalogue?: { readonly phase: string }
}

/** Runs in the page. */
async function goLive(path: string): Promise<void> {
  const { cueline } = globalThis as unknown as Bridged
  const call = async (name: string, input: unknown) => {
    const result = await cueline.call(name, input)
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`)
  }
  const seen = (wanted: (view: NightSeen) => boolean) =>
    new Promise<NightSeen>((resolve) => {
      const undo = cueline.onView((view) => {
        if (!wanted(view)) return
        setTimeout(() => undo(), 0)
        resolve(view)
      })
    })
  await seen(({ phase }) => phase === 'first-run')
  await call('account.skip', {})
  await call('event.create', { title: 'Bench', catalogue: { kind: 'file', path } })
  const { event } = await seen(({ phase }) => phase === 'night')
  await call('event.setStatus', { status: 'live', version: event?.version })
  await seen(({ event, catalogue }) => event?.status === 'live' && catalogue?.phase === 'ready')
}

/** Connects to the running app's console page and leaves it again. */
export async function inConsole<T>(app: Started, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await app.devtools}`)
  try {
    const pages = browser.contexts().flatMap((context) => context.pages())
    const page = pages.find((one) => one.url().includes('console'))
    if (!page) throw new Error(`no console among ${pages.map((one) => one.url()).join(', ')}`)
    return await work(page)
  } finally {
    await browser.close()
  }
}
