import type { DisplayView } from '../../src-main/contract/console-view.ts'

/** What the preload gives this page: views, and no way to command anything. */
export type Bridge = {
  /** Calls the listener with the present view and with each later one; returns its undo. */
  onView(listener: (view: DisplayView) => void): () => void
}

// The console's page declares the global; this page's is smaller.
export function bridge(): Bridge {
  return (window as unknown as { readonly cueline: Bridge }).cueline
}
