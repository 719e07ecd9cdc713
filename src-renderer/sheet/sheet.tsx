import type { SheetView } from '../../src-main/contract/lan-view.ts'
import type { SheetKind } from '../../src-main/core/sheet.ts'
import { Card } from './card.tsx'
import { Poster } from './poster.tsx'
import styles from './sheet.module.css'

export const cardsPerSheet = 8

export type SheetProps = { readonly kind: SheetKind; readonly sheet: SheetView }

/** One A4 page: a poster, or cards to cut apart. */
export function Sheet({ kind, sheet }: SheetProps) {
  if (kind === 'poster') return <Poster sheet={sheet} />
  const places = Array.from({ length: cardsPerSheet }, (_, place) => place)
  return (
    <main className={styles.cards}>
      {places.map((place) => (
        <Card key={place} sheet={sheet} />
      ))}
    </main>
  )
}
