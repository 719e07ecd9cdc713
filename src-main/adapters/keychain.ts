import type { Keychain, Log } from '../services/ports.ts'

export type KeychainOptions = {
  /** The name that people see in the system's own list of passwords. */
  readonly service: string
  /** `true`: never ask the system; for tests. */
  readonly memory: boolean
  readonly log: Log
  /** Milliseconds until a keychain that does not answer counts as missing. */
  readonly patience?: number
  /** The same once the app ends: as long as one that works needs to write. */
  readonly patienceAtEnd?: number
  readonly load?: () => Promise<Keytar>
}

/** The part of keytar that is used here. */
type Keytar = Pick<typeof import('keytar'), 'getPassword' | 'setPassword' | 'deletePassword'>

/**
 * The keychain of this machine's user. Where there is none, or it doesn't answer, secrets are kept for this run
 * only and never written down; when it answers after all (somebody unlocked it), it takes over what was kept.
 */
export function createKeychain({
  service,
  memory,
  log,
  patience = 10_000,
  patienceAtEnd = 1_000,
  load = loadKeytar,
}: KeychainOptions): Keychain & { hurry(): void } {
  const kept = new Map<string, string>()
  let missing = memory
  let unanswered = 0
  const end = new AbortController()

  async function attempt<T>(work: (keytar: Keytar) => Promise<T>, instead: () => T): Promise<T> {
    if (missing) return instead()
    unanswered++
    const working = load()
      .then(work)
      .finally(() => {
        unanswered--
      })
    try {
      return await within(working, patience, end.signal)
    } catch (error) {
      if (!missing) log.warn('No keychain on this machine: secrets last for this run only', { error })
      missing = true
      working.then(takeOver, () => {})
      return instead()
    }
  }

  /** The keychain answered, only late. */
  async function takeOver(): Promise<void> {
    if (!missing) return
    missing = false
    for (const [name, secret] of kept) {
      await attempt(
        (keytar) => keytar.setPassword(service, name, secret),
        () => {},
      )
    }
    if (!missing) kept.clear()
  }

  return {
    get: (name) =>
      attempt(
        (keytar) => keytar.getPassword(service, name),
        () => kept.get(name) ?? null,
      ),
    set: (name, secret) =>
      attempt(
        (keytar) => keytar.setPassword(service, name, secret),
        () => void kept.set(name, secret),
      ),
    remove: (name) =>
      attempt(
        async (keytar) => void (await keytar.deletePassword(service, name)),
        () => void kept.delete(name),
      ),
    kind: () => (missing ? 'memory' : 'stored'),
    isWaiting: () => unanswered > 0,
    /** The app ends: whoever waits for one that does not answer goes on soon. */
    hurry: () => void setTimeout(() => end.abort(), patienceAtEnd).unref(),
  }
}

/** Only when it is needed: its native part does not load on a machine without libsecret. */
async function loadKeytar(): Promise<Keytar> {
  const loaded = await import('keytar')
  return loaded.default
}

async function within<T>(work: Promise<T>, ms: number, end: AbortSignal): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let stop = () => {}
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the keychain did not answer within ${ms} ms`)), ms)
    stop = () => reject(new Error('the keychain had not answered when the app ended'))
    if (end.aborted) stop()
    end.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
    end.removeEventListener('abort', stop)
  }
}
