/** A view that its audience holds and is told about. */
export type View<T> = {
  current(): T
  /** Calls with each later one; returns its undo. */
  subscribe(listener: (view: T) => void): () => void
}

/** How often a view is made anew at most: a burst of writes reaches each phone as one message. */
const coalesceMs = 50
/** Telling everybody may take a sixth of main's time: on a slow machine a thousand phones are told less often. */
const restPerWork = 5
const longestRestMs = 250

export type Pulse = ReturnType<typeof createPulse>

/**
 * Lets the first change through at once and gathers what follows within 50 ms into one; longer, up to 250 ms, where telling
 * takes long.
 * All faces hang on one pulse, so that they change together.
 */
export function createPulse() {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | null = null
  let waiting = false

  function beat(): void {
    waiting = false
    const began = performance.now()
    const failures: unknown[] = []
    for (const listener of listeners) {
      try {
        listener()
      } catch (error) {
        failures.push(error)
      }
    }
    const took = performance.now() - began
    timer = setTimeout(rested, Math.max(coalesceMs - took, Math.min(took * restPerWork, longestRestMs)))
    // As loud as any fault, but not before all others were told.
    if (failures.length > 0) throw failures[0]
  }

  function rested(): void {
    if (waiting) beat()
    else timer = null
  }

  return {
    /** Something changed. */
    touch(): void {
      waiting = true
      // Not before the present call is done: what one command changes in several steps is one change.
      if (timer === null) timer = setTimeout(beat, 0)
    },
    onBeat(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop(): void {
      if (timer) clearTimeout(timer)
      listeners.clear()
    },
  }
}

/** A view made by `make` on each beat for whoever holds it; nothing is made while nobody does. */
export function createView<T>(pulse: Pulse, make: () => T): View<T> {
  const listeners = new Set<(view: T) => void>()
  pulse.onBeat(() => {
    if (listeners.size === 0) return
    const view = make()
    for (const listener of listeners) listener(view)
  })
  return {
    current: make,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
