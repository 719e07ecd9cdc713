import type { SheetView } from '../../src-main/contract/lan-view.ts'
import type { EventReport } from '../../src-main/contract/night-report.ts'

/** What the preload gives this page: what is printed, once. */
type Bridge = { onView(listener: (view: SheetView | EventReport | null) => void): () => void }

// The console's page declares the global; this page's is smaller.
export function bridge(): Bridge {
  return (window as unknown as { readonly cueline: Bridge }).cueline
}
