import type { CSSProperties, ReactNode } from 'react'
import { useNow } from '../shared/use-now.ts'

/** Milliseconds of a breath in, and those between two changes, which nobody sees. */
const breath = 8000
const step = 500

export type BreathingProps = { readonly className?: string | undefined; readonly children: ReactNode }

/**
 * Gives its styles `--breath`, which goes from 0 to 1 and back. By a timer: an animation, even one in steps, has the
 * page composed anew with every frame, which costs a twentieth of a core without a graphics card.
 */
export function Breathing({ className, children }: BreathingProps) {
  const now = useNow(step)
  const part = (now % (2 * breath)) / breath
  const style: CSSProperties & Record<'--breath', number> = { '--breath': part < 1 ? part : 2 - part }
  return (
    <div className={className} style={style}>
      {children}
    </div>
  )
}
