import { type ComposeOptions, compose } from './compose.ts'
import { ConfigProblem, ofInstalledApp, readConfig } from './config.ts'
import type { Handlers } from './contract/command.ts'
import { type ShellCommands, shellCommands } from './contract/console-commands.ts'
import type { ConsoleView, DisplayView } from './contract/console-view.ts'
import type { DisplayChoice, DisplayState } from './contract/display-commands.ts'
import type { SheetView } from './contract/lan-view.ts'
import { usualLook } from './core/display-mood.ts'
import { done, type Result, refuse } from './core/result.ts'
import { createDispatch } from './dispatch.ts'
import type { NightFiles } from './night-files.ts'
import type { View } from './projections/feeds.ts'
import type { Log } from './services/ports.ts'

/** What a window's shell does itself; starting again is ours. */
export type ShellHandlers = Handlers<Omit<ShellCommands, 'shell.retry' | 'shell.migrate'>>

/** The application as the window's shell knows it. */
export type ConsoleApp = {
  readonly log: Log
  /** One command of the console or the shell, by name; the input is checked here. */
  call(name: string, input: unknown): Promise<Result<unknown>>
  readonly consoleView: View<ConsoleView>
  readonly displayView: View<DisplayView>
  artwork(trackId: string): Promise<{ readonly type: string; readonly body: Buffer } | null>
  /** The file of a song of tonight's catalogue, for the console to play; `null` when there is none. */
  soundFile(trackId: string): Promise<{ readonly path: string; readonly type: string } | null>
  /** What is printed for guests; `null` without a night or an address. */
  sheet(): SheetView | null
  readonly nightFiles: NightFiles
  setDisplay(state: DisplayState): void
  /** How many browsers show the display. */
  screens(): number
  /** Where this machine's display goes, as the DJ last chose. */
  readonly displayChoice: {
    read(): Promise<DisplayChoice>
    write(choice: DisplayChoice): Promise<void>
  }
  isLive(): boolean
  /** This computer goes to sleep, or has slept. */
  slept(): void
  /** Neither this computer nor its screens may go to sleep. */
  staysAwake(): boolean
  /** After `close`: whether something of the system would keep the process from ending. */
  isHeldUp(): boolean
  close(): Promise<void>
}

/** What the shell says of itself. */
export type Outside = {
  /** Installed, as against run from its sources. */
  readonly installed: boolean
  /** Shows a page in the system's browser. */
  openOutside(url: string): Promise<void>
  /** Whether the system lets this computer be kept awake, tried for a moment. */
  canStayAwake(): boolean
}

/** What is under way before this is loaded. */
type Begun = Pick<ComposeOptions, 'log' | 'embedded'> & Outside

/** Starts the application for a window. An environment that can't be used becomes words on the screen, not a crash. */
export function startConsole(env: NodeJS.ProcessEnv, shell: ShellHandlers, begun: Begun): ConsoleApp {
  const { log } = begun
  const app = composed(env, begun)
  const callShell = createDispatch(
    shellCommands,
    {
      ...shell,
      'shell.retry': async () => {
        await app.retry()
        return done()
      },
      'shell.migrate': async () => {
        await app.migrate()
        return done()
      },
    },
    () => null,
    log,
  )
  return {
    ...app,
    log,
    call: (name, input) =>
      Object.hasOwn(shellCommands, name) ? callShell(name, input) : app.call(name, input),
  }
}

function composed(
  env: NodeJS.ProcessEnv,
  begun: Begun,
): Omit<ConsoleApp, 'log'> & { retry(): Promise<void>; migrate(): Promise<void> } {
  try {
    return compose(readConfig(begun.installed ? ofInstalledApp(env) : env), begun)
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error
    begun.log.error('The environment cannot be used', { error })
    return misconfigured(error.message)
  }
}

/** Nothing runs until the environment is put right. */
function misconfigured(words: string): ReturnType<typeof composed> {
  const title = 'A setting of this computer cannot be used'
  return {
    call: async () => refuse('database-away'),
    consoleView: constant<ConsoleView>({
      phase: 'broken',
      title,
      words: `${words}. Change that environment variable, then open Cueline again.`,
      canRetry: false,
    }),
    displayView: constant<DisplayView>({ room: null, join: null, look: usualLook, blank: false }),
    artwork: async () => null,
    soundFile: async () => null,
    sheet: () => null,
    nightFiles: { report: async () => refuse('database-away'), table: async () => refuse('database-away') },
    setDisplay: () => {},
    screens: () => 0,
    displayChoice: { read: async () => ({ kind: 'best' }), write: async () => {} },
    isLive: () => false,
    slept: () => {},
    staysAwake: () => false,
    isHeldUp: () => false,
    retry: async () => {},
    migrate: async () => {},
    close: async () => {},
  }
}

function constant<T>(view: T): View<T> {
  return { current: () => view, subscribe: () => () => {} }
}
