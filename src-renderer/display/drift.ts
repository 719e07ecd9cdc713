import { type CSSProperties, useEffect, useState } from 'react'

export const driftEveryMs = 120_000

/** A path that seldom comes back to the same place: from -1 to 1 in both directions. */
export function driftAt(step: number): { readonly x: number; readonly y: number } {
  return { x: Math.sin(step * 2.4), y: Math.sin(step * 1.7) }
}

/** Where the page stands now, so that nothing burns in: moved a little every two minutes. For `style`. */
export function useDrift(): CSSProperties & Record<`--${string}`, number> {
  const [step, setStep] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setStep((now) => now + 1), driftEveryMs)
    return () => clearInterval(timer)
  }, [])
  const { x, y } = driftAt(step)
  return { '--drift-x': x, '--drift-y': y }
}
