import { useEffect, useState } from 'react'

/** Hours and minutes, as this computer has them. */
export function Clock({ className }: { readonly className?: string | undefined }) {
  const now = useMinute()
  const text = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(now)
  return (
    <time className={className} style={{ fontVariantNumeric: 'var(--tabular)' }}>
      {text}
    </time>
  )
}

const [minuteMs, mostMs] = [60_000, 15_000]

/** The present time in epoch milliseconds, renewed as the minute ends; a little oftener, since clocks are set and computers sleep. */
function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    let timer: number
    const wait = () => {
      setNow(Date.now())
      timer = window.setTimeout(wait, Math.min(minuteMs - (Date.now() % minuteMs), mostMs))
    }
    wait()
    return () => clearTimeout(timer)
  }, [])
  return now
}
