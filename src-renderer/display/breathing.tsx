import { type CSSProperties, type ReactNode, useEffect, useState } from 'react'
import { useMotion } from './motion.ts'

/** Milliseconds of a breath in, and those between two changes, which nobody sees. */
const breath = 8000
const step = 500

export type BreathingProps = { readonly className?: string | undefined; readonly children: ReactNode }

/**
 * Gives its styles `--breath`, which goes from 0 to 1 and back. By a timer: an animation, even one in steps, has the
 * page composed anew with every frame, which costs a twentieth of a core without a graphics card.
 */
export function Breathing({ className, children }: BreathingProps) {
  const style: CSSProperties & Record<'--breath', number> = { '--breath': useBreath() }
  return (
    <div className={className} style={style}>
      {children}
    </div>
  )
}

/** Stands still where nothing may move. */
function useBreath(): number {
  const [part, setPart] = useState(0)
  const moves = useMotion()
  useEffect(() => {
    if (!moves) return
    const timer = setInterval(() => setPart((Date.now() % (2 * breath)) / breath), step)
    return () => clearInterval(timer)
  }, [moves])
  return part < 1 ? part : 2 - part
}
