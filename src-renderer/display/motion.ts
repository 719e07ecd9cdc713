import { useSyncExternalStore } from 'react'

const less = '(prefers-reduced-motion: reduce)'

/** Whether anything may move on this page: by the DJ's wish, which `look.ts` hangs on the root, and by the computer's. */
export function useMotion(): boolean {
  return useSyncExternalStore(watchMotion, mayMove)
}

function mayMove(): boolean {
  return document.documentElement.dataset.motion !== 'off' && !window.matchMedia(less).matches
}

/** Calls after each change; returns its undo. */
function watchMotion(listener: () => void): () => void {
  const computer = window.matchMedia(less)
  const wish = new MutationObserver(listener)
  computer.addEventListener('change', listener)
  wish.observe(document.documentElement, { attributeFilter: ['data-motion'] })
  return () => {
    computer.removeEventListener('change', listener)
    wish.disconnect()
  }
}
