import { type Result, refuse } from '../../../src-main/core/result.ts'
import { type ConsoleStore, findRequest, nightOf } from './store.ts'

/** How long a view may lag behind the answer to a command before we go on with what we have. */
const viewLag = 1500
/** After a refusal main has the present state already: it is on its way, or the same as before. */
const presentLag = 500

/** The key under which the night's own settings are versioned; requests use their id. */
export const eventKey = 'event'

type Seen = { readonly id: string; readonly version: number }

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

  /** Versions of all requests, to look up many. */
  function presentOfAll(): ReadonlyMap<string, number> {
    const night = nightOf(store.getState())
    if (night === null) return new Map()
    const playing = night.nowPlaying === null ? [] : [night.nowPlaying]
    return new Map([...night.requests, ...night.queue, ...playing].map(({ id, version }) => [id, version]))
  }

  /** Whether the view shows all of our own changes of requests; those that it shows are forgotten. */
  function hasCaughtUp(): boolean {
    const versions = presentOfAll()
    for (const [key, version] of spent)
      if (key !== eventKey && (versions.get(key) ?? Number.MAX_VALUE) > version) spent.delete(key)
    return spent.size === 0 || (spent.size === 1 && spent.has(eventKey))
  }

  /** Once the view shows all that this window has asked for so far. */
  async function settled(): Promise<void> {
    await Promise.all(chains.values())
    await until(hasCaughtUp, viewLag)
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
    follow([key], next)
    return next
  }

  /** Whatever comes next about these waits for it. */
  function follow(keys: readonly string[], next: Promise<unknown>): void {
    const over = next
      .catch(() => undefined)
      .finally(() => {
        for (const key of keys) if (chains.get(key) === over) chains.delete(key)
      })
    for (const key of keys) chains.set(key, over)
  }

  /** Those that this window changed since they were seen like this, as it left them; waits until the view shows that. */
  async function asLeft(requests: readonly Seen[]): Promise<readonly Seen[]> {
    const isOlder = ({ id, version }: Seen): boolean => (spent.get(id) ?? -1) >= version
    const older = requests.filter(isOlder)
    if (older.length === 0) return requests
    await until(() => {
      const versions = presentOfAll()
      return older.every(({ id }) => (versions.get(id) ?? Number.MAX_VALUE) > (spent.get(id) ?? -1))
    }, viewLag)
    const versions = presentOfAll()
    return requests.map((one) =>
      isOlder(one) ? { id: one.id, version: versions.get(one.id) ?? one.version } : one,
    )
  }

  /** Many requests at once; `done`: those that were changed, as they are now. Strict: only as they were seen. */
  function changeMany<T>(
    requests: readonly Seen[],
    run: (seen: readonly Seen[]) => Promise<{ readonly answer: T; readonly done: readonly Seen[] }>,
    { strict = false } = {},
  ): Promise<T> {
    const before = new Set(requests.flatMap(({ id }) => chains.get(id) ?? []))
    const next = Promise.all(before).then(async () => {
      const { answer, done } = await run(strict ? requests : await asLeft(requests))
      for (const { id, version } of done) spent.set(id, version - 1)
      return answer
    })
    follow(
      requests.map(({ id }) => id),
      next,
    )
    return next
  }

  return { change, changeMany, fresh, changed, settled }
}
