import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  nativeImage,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
} from 'electron'
import type { ConsoleView, DisplayView } from '../src-main/contract/console-view.ts'
import type { DisplayChoice } from '../src-main/contract/display-commands.ts'
import { homeFolder } from '../src-main/home.ts'
import type { FinishConsole } from '../src-main/load-console.ts'
import type { ConsoleApp } from '../src-main/start-console.ts'
import { wordsForProblem } from '../src-main/start-problem.ts'
import { createClosing, createEnding } from './closing.ts'
import { askToClose, openConsoleWindow, openPanel } from './console-window.ts'
import { createDisplay, type Display } from './display-window.ts'
import { guardApp, guardSession } from './guard.ts'
import { bindIpc } from './ipc.ts'
import { canStayAwake, createKeepAwake } from './keep-awake.ts'
import { keepWindow, keptWindow } from './keep-window.ts'
import { createLateView } from './late-view.ts'
import { menuTemplate } from './menu.ts'
import { createPageProtocol, schemePrivileges } from './page-protocol.ts'
import { createPages, scheme } from './pages.ts'
import { createSheets } from './sheets.ts'
import { shellHandlers } from './shell-handlers.ts'
import { placeWindow } from './window-state.ts'
import { words } from './words.ts'

// This file and what it imports stay small: the window is up before anything large is loaded.

/** Milliseconds for the database and the guests' server to end; then the app goes all the same. */
const closingTime = 8_000

const home = homeFolder(process.env)
const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url))
// electron-vite names its server; a packed app shows nothing but its own files.
const pages = createPages((!app.isPackaged && process.env.ELECTRON_RENDERER_URL) || null)
const guard = { pages, openOutside: (url: string) => void shell.openExternal(url) }
const views = {
  console: createLateView<ConsoleView>({ phase: 'starting', step: 'Starting' }),
  display: createLateView<DisplayView>({
    room: null,
    join: null,
    look: { mood: 'night', motion: true, coverColours: false },
    blank: false,
  }),
}

/** There once the application is loaded. */
let running: ConsoleApp | null = null
/** From when the database's own process may be there. */
let begun: Promise<ConsoleApp> | null = null
const ending = createEnding({
  begun: () => (running ? Promise.resolve(running) : begun),
  exit,
  patience: closingTime,
})

nameFolders()
catchErrors()
if (app.requestSingleInstanceLock()) {
  protocol.registerSchemesAsPrivileged([schemePrivileges])
  void app.whenReady().then(open).catch(report)
} else {
  process.stderr.write(`${words.alreadyOpen}\n`)
  app.exit(0)
}

/** First of all: the lock and Chromium's own files lie in the home folder too. */
function nameFolders(): void {
  app.setName('Cueline')
  app.setPath('userData', join(home, 'window'))
  // As in electron-builder.yml, so that Windows groups the windows under the installed app.
  app.setAppUserModelId('app.cueline.console')
}

function showFolder(which: 'home' | 'logs'): void {
  void shell.openPath(which === 'logs' ? join(home, 'logs') : home)
}

/** A bug in one corner must not end the night. */
function catchErrors(): void {
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
}

function report(error: unknown): void {
  if (running) running.log.error('Something went wrong', { error })
  else process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
}

/** The boot, in this order. */
function open(): void {
  // 1. Locks before doors: no page is loaded before its limits stand.
  guardApp(app, guard)
  guardSession(session.defaultSession, guard)
  const artwork = async (trackId: string) => (await started).artwork(trackId)
  const soundFile = async (trackId: string) => (await started).soundFile(trackId)
  protocol.handle(scheme, createPageProtocol({ folder: beside('..'), artwork, soundFile }))

  // 2. The window, before all else: it is what one waits for.
  const loaded = nativeImage.createFromPath(beside('../../resources/window-icon.png'))
  const icon = loaded.isEmpty() ? undefined : loaded
  const statePath = join(home, 'window', 'console.json')
  const kept = keptWindow(statePath)
  const window = openConsoleWindow({
    preload: beside('../preload/console.cjs'),
    icon,
    url: pages.url('console'),
    workArea: screen.getPrimaryDisplay().workArea,
    bounds: placeWindow(
      kept.bounds,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    maximised: kept.maximised,
    onClose: (event) => closing.onAttempt(event),
    onCrash: (details) => report(new Error(`the console's page ended: ${JSON.stringify(details)}`)),
  })
  const { zoom } = keepWindow(window, statePath, kept)
  const display = createDisplay({
    screen,
    preload: beside('../preload/display.cjs'),
    icon,
    url: pages.url('display'),
    makeWindow: (options) => new BrowserWindow(options),
    consoleBounds: () => (window.isDestroyed() ? { x: 0, y: 0, width: 0, height: 0 } : window.getBounds()),
    consoleFocus: { has: () => !window.isDestroyed() && window.isFocused(), take: () => window.focus() },
    onCrash: (details) => report(new Error(`the display's page ended: ${JSON.stringify(details)}`)),
    isWatched: () => (running?.screens() ?? 0) > 0,
    onChange: (state) => running?.setDisplay(state),
  })

  const sheets = createSheets({
    preload: beside('../preload/display.cjs'),
    url: pages.url('sheet'),
    sheet: () => running?.sheet() ?? null,
    report,
  })

  const nightFiles: ConsoleApp['nightFiles'] = {
    report: async (eventId) => (await started).nightFiles.report(eventId),
    table: async (eventId, table) => (await started).nightFiles.table(eventId, table),
  }

  const aboutFacts = {
    version: app.getVersion(),
    home,
    out: beside('..'),
    app: app.getAppPath(),
    versions: process.versions,
  }

  const rememberDisplay = async (choice: DisplayChoice): Promise<void> =>
    (await started).displayChoice.write(choice)

  // 3. What the page asks meanwhile waits for the application.
  bindIpc(ipcMain, {
    pages,
    contentsOf: (page) =>
      ({ console: alive(window), display: display.contents(), sheet: sheets.contents() })[page],
    call: async (name, input) => (await started).call(name, input),
    views: { ...views, sheet: sheets.view },
  })

  // 4. Ways out, from now on possible at any moment.
  const closing = createClosing({
    isLive: () => running?.isLive() ?? false,
    ask: () => askToClose(window),
    quit: () => app.quit(),
  })
  app.on('before-quit', closing.onAttempt)
  window.on('closed', () => app.quit())
  powerMonitor.on('shutdown', closing.atOnce)
  powerMonitor.on('resume', display.putRight)
  // Not every system says before that it will sleep.
  powerMonitor.on('suspend', () => running?.slept())
  powerMonitor.on('resume', () => running?.slept())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, closing.atOnce)
  // The night is written and the server stopped before the process ends.
  app.on('will-quit', ending.onQuit)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.show()
  })

  // 5. The database's own processes start beside the page; the application is read only when the window is
  // seen: in one process they would hold each other up.
  const started: Promise<ConsoleApp> = once(window, 'show').then(async () => {
    begun = started
    const { beginConsole } = await import('../src-main/load-console.ts')
    const outside = {
      installed: app.isPackaged,
      openOutside: (url: string) => shell.openExternal(url),
      canStayAwake: () => canStayAwake(powerSaveBlocker),
    }
    return start(
      await beginConsole(process.env, outside),
      shellHandlers({ window, display, rememberDisplay, sheets, nightFiles, showFolder, aboutFacts }),
      display,
    )
  })
  void started.catch((error) => {
    report(error)
    views.console.follow(broken(error))
  })

  // 6. What nobody waits for.
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, app.isPackaged, {
        openDisplay: display.open,
        closeDisplay: display.close,
        showLogs: () => showFolder('logs'),
        showHome: () => showFolder('home'),
        openPanel: (panel) => openPanel(window, pages.url('console'), panel),
        zoom,
      }),
    ),
  )
}

/** Reads and starts the application, and lets the faces follow it. */
async function start(
  finish: FinishConsole,
  handlers: ReturnType<typeof shellHandlers>,
  display: Display,
): Promise<ConsoleApp> {
  const application = await finish(handlers)
  running = application
  // Whoever has left already needs no display.
  if (ending.isEnding()) return application
  const keepAwake = createKeepAwake(powerSaveBlocker)
  application.consoleView.subscribe(() => keepAwake(application.staysAwake()))
  views.console.follow(application.consoleView)
  views.display.follow(application.displayView)
  // Not before: on the wrong monitor it would be seen for a moment.
  display.begin(await application.displayChoice.read())
  const tellNight = ({ room }: DisplayView) => display.setNight(room !== null)
  application.displayView.subscribe(tellNight)
  tellNight(application.displayView.current())
  return application
}

/** A native call that waits for a person (a locked keychain) would hang the end for ever; nothing is left to lose by now. */
function exit(isHeldUp: boolean): void {
  if (isHeldUp) process.kill(process.pid, 'SIGKILL')
  else app.exit(0)
}

function alive(window: BrowserWindow) {
  return window.isDestroyed() ? null : window.webContents
}

function broken(error: unknown) {
  const view: ConsoleView = {
    phase: 'broken',
    title: 'Cueline could not start',
    words: wordsForProblem(
      error,
      'Something unforeseen stood in the way. Close Cueline and open it again; if it stays so, restart this computer.',
    ),
    canRetry: false,
  }
  return { current: () => view, subscribe: () => () => {} }
}
