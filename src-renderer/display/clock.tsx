import { useContext, useEffect, useState } from 'react'
import { RoomTimeContext } from './room-time.ts'

/** Hours and minutes, as the DJ's computer has them. */
export function Clock({ className }: { readonly className?: string | undefined }) {
  const { now: clock, format } = useContext(RoomTimeContext)
  const now = useMinute(clock)
  return (
    <time className={className} style={{ fontVariantNumeric: 'var(--tabular)' }}>
      {format(now)}
    </time>
  )
}

const [minuteMs, mostMs] = [60_000, 15_000]

/** The present time in epoch milliseconds, renewed as the minute ends; a little oftener, since clocks are set and computers sleep. */
function useMinute(clock: () => number): number {
  const [now, setNow] = useState(clock)
  useEffect(() => {
    let timer: number
    const wait = () => {
      setNow(clock())
      timer = window.setTimeout(wait, Math.min(minuteMs - (clock() % minuteMs), mostMs))
    }
    wait()
    return () => clearTimeout(timer)
  }, [clock])
  return now
}
