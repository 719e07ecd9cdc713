import type { PowerSaveBlocker } from 'electron'

/** While it is wanted, neither the computer nor its screens go to sleep. */
export function createKeepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>) {
  let held: number | null = null
  return function keepAwake(wanted: boolean): void {
    if (wanted && held === null) held = blocker.start('prevent-display-sleep')
    if (!wanted && held !== null) {
      blocker.stop(held)
      held = null
    }
  }
}

/** Whether the system takes it, tried for a moment and taken back. */
export function canStayAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop' | 'isStarted'>): boolean {
  const held = blocker.start('prevent-display-sleep')
  const isHeld = blocker.isStarted(held)
  blocker.stop(held)
  return isHeld
}
