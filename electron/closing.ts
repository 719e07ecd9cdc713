export type ClosingDeps = {
  isLive(): boolean
  /** Asks the DJ; `true`: close all the same. */
  ask(): Promise<boolean>
  quit(): void
}

/** Nobody ends a live night by mistake: closing asks first. What the system itself ends is not asked about. */
export function createClosing({ isLive, ask, quit }: ClosingDeps) {
  let decided = false
  let asking = false

  async function askFirst(): Promise<void> {
    asking = true
    decided = await ask().finally(() => {
      asking = false
    })
    if (decided) quit()
  }

  return {
    /** For the window's `close` and the app's `before-quit`. */
    onAttempt(event: { preventDefault(): void }): void {
      if (decided || !isLive()) return
      event.preventDefault()
      if (!asking) void askFirst()
    },
    /** The computer shuts down, or somebody sent a signal. */
    atOnce(): void {
      decided = true
      quit()
    },
  }
}

type Running = { close(): Promise<void>; isHeldUp(): boolean }

export type EndingDeps = {
  /** What runs, or will once it has started; `null` before anything was begun. Asked at every attempt to quit. */
  begun(): Promise<Running> | null
  exit(isHeldUp: boolean): void
  /** Milliseconds for all of it to end; then the app goes all the same. */
  readonly patience: number
}

/**
 * For the app's `will-quit`: what was begun is closed in order before the process ends, also what is only starting. Its
 * database is a process by itself, and would stay behind.
 */
export function createEnding({ begun, exit, patience }: EndingDeps) {
  let ending = false

  async function end(starting: Promise<Running>): Promise<void> {
    let running: Running | null = null
    const closed = starting.then((started) => {
      running = started
      return started.close()
    })
    await within(closed, patience)
    exit((running as Running | null)?.isHeldUp() ?? false)
  }

  return {
    isEnding: () => ending,
    onQuit(event: { preventDefault(): void }): void {
      const starting = begun()
      if (starting === null) return
      event.preventDefault()
      if (ending) return
      ending = true
      void end(starting)
    },
  }
}

/** Waits for `work`, but not longer than `ms`; `false` when it was not done by then. Never throws. */
export async function within(work: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const finished = work.then(
    () => true,
    () => true,
  )
  const inTime = await Promise.race([finished, late])
  clearTimeout(timer)
  return inTime
}
