/** A view that its audience holds and is told about. */
export type View<T> = {
  current(): T
  subscribe(listener: (view: T) => void): () => void
}

/** A view that is there before its source is: it shows `first` until it can follow. */
export function createLateView<T>(first: T): View<T> & { follow(source: View<T>): void } {
  const listeners = new Set<(view: T) => void>()
  let source: View<T> | null = null

  function tell(view: T): void {
    for (const listener of listeners) listener(view)
  }

  return {
    current: () => (source ? source.current() : first),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Once: from now on the audience sees the source. */
    follow(found) {
      source = found
      found.subscribe(tell)
      tell(found.current())
    },
  }
}
