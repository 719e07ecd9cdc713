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
