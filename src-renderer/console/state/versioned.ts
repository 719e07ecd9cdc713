import { type Result, refuse } from '../../../src-main/core/result.ts'
import { type ConsoleStore, findRequest, nightOf } from './store.ts'

/** How long a view may lag behind the answer to a command before we go on with what we have. */
const viewLag = 1500
/** After a refusal main has the present state already: it is on its way, or the same as before. */
const presentLag = 500

/** The key under which the night's own settings are versioned; requests use their id. */
export const eventKey = 'event'

export type Versioned = ReturnType<typeof createVersioned>

/**
 * Changes of one thing go one after the other, each with the version that the one before it left:
 * fast fingers (decline, then a reason; approve, then undo) must not be refused as stale.
 */
export function createVersioned(store: ConsoleStore) {
  const chains = new Map<string, Promise<unknown>>()
  const spent = new Map<string, number>()

  function present(key: string): number | null {
    const night = nightOf(store.getState())
    if (night === null) return null
    return key === eventKey ? night.event.version : (findRequest(night, key)?.version ?? null)
  }

  /** Resolves once this holds, or when the view has lagged for too long. */
  function until(holds: () => boolean, lag: number): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer)
        unsubscribe()
        resolve()
      }
      const timer = setTimeout(finish, lag)
      const unsubscribe = store.subscribe(() => {
        if (holds()) finish()
      })
    })
  }

  /** The version once the view has caught up with our own last change; `null` when the thing is gone. */
  async function fresh(key: string): Promise<number | null> {
    await until(() => (present(key) ?? Number.MAX_VALUE) > (spent.get(key) ?? -1), viewLag)
    return present(key)
  }

  /** Once the view shows another version than this one: what somebody else made of the thing. */
  function changed(key: string, version: number): Promise<void> {
    return until(() => present(key) !== version, presentLag)
  }

  function change<T>(key: string, run: (version: number) => Promise<Result<T>>): Promise<Result<T>> {
    const before = chains.get(key) ?? Promise.resolve()
    const next = before.then(async () => {
      const version = await fresh(key)
      if (version === null) return refuse('not-found')
      const result = await run(version)
      if (result.ok) spent.set(key, version)
      return result
    })
    const settled = next
      .catch(() => undefined)
      .finally(() => {
        if (chains.get(key) === settled) chains.delete(key)
      })
    chains.set(key, settled)
    return next
  }

  return { change, fresh, changed }
}
