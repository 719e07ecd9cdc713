import type { PowerSaveBlocker } from 'electron'

/** While a night is live neither the computer nor its screens go to sleep. */
export function createKeepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>) {
  let held: number | null = null
  return function keepAwake(live: boolean): void {
    if (live && held === null) held = blocker.start('prevent-display-sleep')
    if (!live && held !== null) {
      blocker.stop(held)
      held = null
    }
  }
}
