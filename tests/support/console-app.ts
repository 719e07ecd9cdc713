import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { electronLaunch } from './electron-runtime.ts'

export type ConsoleApp = {
  readonly app: ElectronApplication
  readonly console: Page
  /** The window of the room, once it is open. */
  display(): Promise<Page>
  /** As when the DJ ends the app: everything is closed in order. */
  quit(): Promise<void>
  /** As when the laptop dies. */
  kill(): Promise<void>
}

/** Starts the built app in the real Electron, as an ordinary user with the sandbox on. */
export async function startConsoleApp(
  home: string,
  env: Readonly<Record<string, string>>,
): Promise<ConsoleApp> {
  const { appFolder, executablePath } = electronLaunch()
  const app = await _electron.launch({
    executablePath,
    args: [appFolder],
    chromiumSandbox: true,
    env: { ...definedEnvironment(), ...env, CUELINE_HOME: home },
  })
  const window = (page: string) => app.windows().find((one) => one.url().startsWith(`cueline://${page}/`))
  const find = async (page: string) =>
    window(page) ?? (await app.waitForEvent('window', (one) => one.url().includes(page)))
  const ended = new Promise<void>((done) => app.process().once('exit', () => done()))
  return {
    app,
    console: await find('console'),
    display: () => find('display'),
    async quit() {
      // A live night asks first; here the answer is to close.
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
      })
      await app.close()
      await ended
    },
    async kill() {
      app.process().kill('SIGKILL')
      await ended
    },
  }
}

/** What the system's dialogue would answer, since nobody is there to click it. */
export async function answerDialogue(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
}
