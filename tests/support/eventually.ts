import { vi } from 'vitest'

/** Waits until `check` holds; long, since a slow machine is no failure, and ended as soon as it does. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 20_000, interval: 20 })
}
