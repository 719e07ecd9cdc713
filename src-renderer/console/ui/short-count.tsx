import { formatCount, formatShortCount } from '../../shared/format.ts'
import { Silent } from './hint.tsx'

export type ShortCountProps = { readonly count: number; readonly className: string | undefined }

/** A count that never pushes its neighbours out of sight; the whole of it on hover, and for screen readers. */
export function ShortCount({ count, className }: ShortCountProps) {
  const short = formatShortCount(count)
  if (count < 1000) return <span className={className}>{short}</span>
  return (
    <span className={className} title={formatCount(count)}>
      <span aria-hidden="true">{short}</span>
      <Silent>{formatCount(count)}</Silent>
    </span>
  )
}
