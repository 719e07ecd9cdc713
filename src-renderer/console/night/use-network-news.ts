import { useEffect } from 'react'
import { useActions, useNight } from '../state/context.tsx'

/** Says so at once, wherever the DJ is, when guests need another code. */
export function useNetworkNews(): void {
  const { toast } = useActions()
  const change = useNight((night) => night.lan.change)
  const at = change?.at
  const words = change?.words
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second change may have the same words
  useEffect(() => {
    if (words !== undefined) toast(words)
  }, [at, words])
}
