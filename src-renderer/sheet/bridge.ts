import type { SheetView } from '../../src-main/contract/lan-view.ts'

/** What the preload gives this page: what is printed, once. */
type Bridge = { onView(listener: (view: SheetView | null) => void): () => void }

// The console's page declares the global; this page's is smaller.
export function bridge(): Bridge {
  return (window as unknown as { readonly cueline: Bridge }).cueline
}
