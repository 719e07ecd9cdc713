import { create } from 'qrcode'
import { useMemo } from 'react'

/** Modules of white that scanners need on each side. */
const quietZone = 4

export type QrCodeProps = {
  readonly content: string
  /** What a screen reader says, e.g. `QR code to join`. */
  readonly label: string
  readonly className?: string | undefined
}

/** A QR code as an inline picture that fills its box. Black on white in each theme, or phones do not read it. */
export function QrCode({ content, label, className }: QrCodeProps) {
  const { path, side } = useMemo(() => drawing(content), [content])
  return (
    <svg
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
      className={className}
    >
      <rect width={side} height={side} fill="white" />
      <path d={path} fill="black" />
    </svg>
  )
}

/** One run of dark modules is one horizontal bar: a path a fifth as long as one square each. */
export function drawing(content: string): { readonly path: string; readonly side: number } {
  const { modules } = create(content, { errorCorrectionLevel: 'M' })
  const bars: string[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column) === 0) continue
      const start = column
      while (column + 1 < modules.size && modules.get(row, column + 1) !== 0) column++
      const width = column - start + 1
      bars.push(`M${start + quietZone} ${row + quietZone}h${width}v1h-${width}z`)
    }
  }
  return { path: bars.join(''), side: modules.size + 2 * quietZone }
}
