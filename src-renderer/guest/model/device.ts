/** A small key-value store that never throws. */
export type Box = {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
  keys(): readonly string[]
}

/** What the page needs of the phone; tests pass their own. Times are milliseconds. */
export type Device = {
  readonly fetch: typeof fetch
  readonly openSocket: (token: string) => Socket
  /** Survives closing the page. */
  readonly local: Box
  /** Calls once after that time; returns its undo. */
  readonly later: (delay: number, run: () => void) => () => void
  readonly random: () => number
  readonly uuid: () => string
  readonly now: () => number
  readonly buzz: (pattern: readonly number[]) => void
  /** Of this page: `http://192.168.1.5:4747`. */
  readonly origin: string
  /** Leaves this page for another one, in its place. */
  readonly go: (url: string) => void
  /** Out of sight: another tab, or the screen is off. */
  readonly hidden: () => boolean
}

/** The part of a WebSocket that is used. */
export type Socket = Pick<WebSocket, 'readyState' | 'onopen' | 'onmessage' | 'onclose' | 'send' | 'close'>

/** Wraps localStorage: where it is blocked or full (private mode), memory takes over. */
export function openBox(open: () => Storage): Box {
  const memory = new Map<string, string>()
  function onDisk<Value>(use: (disk: Storage) => Value, otherwise: Value): Value {
    try {
      return use(open())
    } catch {
      return otherwise
    }
  }
  return {
    get: (key) => memory.get(key) ?? onDisk((disk) => disk.getItem(key), null),
    set(key, value) {
      // Only what the disk refused: another tab of this phone may change the rest.
      memory.set(key, value)
      onDisk((disk) => {
        disk.setItem(key, value)
        memory.delete(key)
      }, undefined)
    },
    remove(key) {
      memory.delete(key)
      onDisk((disk) => disk.removeItem(key), undefined)
    },
    keys: () => [...new Set([...memory.keys(), ...onDisk(Object.keys, [])])],
  }
}

/** A v4 UUID; `crypto.randomUUID` does not exist on plain http. */
export function makeUuid(fill: (bytes: Uint8Array<ArrayBuffer>) => unknown): string {
  const bytes = new Uint8Array(16)
  fill(bytes)
  return [...bytes]
    .map((byte, index) => {
      const bits = index === 6 ? (byte & 15) | 64 : index === 8 ? (byte & 63) | 128 : byte
      return ([4, 6, 8, 10].includes(index) ? '-' : '') + (bits + 256).toString(16).slice(1)
    })
    .join('')
}

/** Full jitter: anything up to a bound that doubles with each try, at most 15 s; out of sight there is no hurry. */
export function backOff(tries: number, { random, hidden }: Pick<Device, 'random' | 'hidden'>): number {
  return random() * (hidden() ? 60_000 : Math.min(15_000, 500 * 2 ** tries))
}

/** Reads what a link brought (`#bp_…` to join, `#move=…` from our page elsewhere, else `''`) and clears the address bar at once. */
export function takeFragment(
  { hash, pathname, search }: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): string {
  if (hash) history.replaceState(null, '', pathname + search)
  return /^#(bp_[\w-]{1,61}|move=[\w%.~!*'()-]{1,50000})$/.exec(hash)?.[1] ?? ''
}
