import { useState } from 'react'
import styles from './cover.module.css'

export type CoverProps = {
  /** A path on this app or server; `null` without a cover. */
  readonly url: string | null
  readonly title: string
  /** Nothing of it may be cut off, as Spotify asks of its covers. */
  readonly whole?: boolean
  readonly className?: string | undefined
}

const tints = 4

/** A song's cover, or its first letter on a quiet colour. Fills the width that `className` gives; always square. */
export function Cover({ url, title, whole = false, className }: CoverProps) {
  const [failed, setFailed] = useState<string | null>(null)
  const classes = [styles.cover, className].filter(Boolean).join(' ')
  if (url !== null && url !== failed) {
    return (
      <img
        className={classes}
        data-whole={whole}
        src={url}
        alt=""
        draggable={false}
        decoding="async"
        onError={() => setFailed(url)}
      />
    )
  }
  return (
    <svg className={classes} viewBox="0 0 48 48" data-tint={tintOf(title)} aria-hidden="true">
      <rect width="48" height="48" className={styles.paper} />
      <text
        x="24"
        y="24"
        fontSize="22"
        className={styles.letter}
        textAnchor="middle"
        dominantBaseline="central"
      >
        {firstLetter(title)}
      </text>
    </svg>
  )
}

function firstLetter(title: string): string {
  return (title.match(/[\p{L}\p{N}]/u)?.[0] ?? '♪').toUpperCase()
}

/** The same song has the same colour all night. */
function tintOf(title: string): number {
  let sum = 0
  for (const letter of title) sum += letter.codePointAt(0) ?? 0
  return sum % tints
}
