import type { Health } from './contract/console-view.ts'
import { type DiskFacts, diskHealth } from './core/machine-health.ts'

type Deps = {
  readonly look: () => Promise<DiskFacts>
  readonly touch: () => void
}

const everyMs = 30_000

export type MachineWatch = ReturnType<typeof createMachineWatch>

/** Looks at the disk now and again: a night must not find out by a request that is lost. */
export function createMachineWatch({ look, touch }: Deps) {
  let disk: Health = diskHealth({ free: null, writable: true })

  async function lookNow(): Promise<Health> {
    const next = diskHealth(await look())
    if (next.words !== disk.words) {
      disk = next
      touch()
    }
    return next
  }

  return {
    disk: () => disk,
    /** Looks again at once. */
    look: lookNow,
    /** From now on; returns its undo. */
    start(): () => void {
      const timer = setInterval(() => void lookNow(), everyMs)
      timer.unref()
      void lookNow()
      return () => clearInterval(timer)
    },
  }
}
