import { useNow } from '../shared/use-now.ts'

/** Hours and minutes, as this computer has them. */
export function Clock({ className }: { readonly className?: string | undefined }) {
  const now = useNow(1000)
  const text = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(now)
  return (
    <time className={className} style={{ fontVariantNumeric: 'var(--tabular)' }}>
      {text}
    </time>
  )
}
