import { useEffect } from 'react'
import { useActions } from '../state/context.tsx'
import type { PanelName } from '../state/store.ts'

/** The panels that the window's menu can name. */
const named = ['about', 'keys', 'readiness', 'settings'] as const satisfies readonly PanelName[]

/** Opens the panel that the window's menu put behind the `#` of the address, and forgets it, so that it can be named again. */
export function useNamedPanels(): void {
  const { openPanel } = useActions()
  useEffect(() => {
    const open = (): void => {
      const panel = named.find((one) => location.hash === `#${one}`)
      if (location.hash === '') return
      history.replaceState(null, '', location.pathname)
      if (panel !== undefined) openPanel(panel)
    }
    window.addEventListener('hashchange', open)
    return () => window.removeEventListener('hashchange', open)
  }, [openPanel])
}
