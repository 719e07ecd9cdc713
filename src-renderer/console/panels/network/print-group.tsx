import { FileText, LayoutGrid } from 'lucide-react'
import { useState } from 'react'
import type { SheetKind } from '../../../../src-main/core/sheet.ts'
import { useActions, useNight } from '../../state/context.tsx'
import { Button } from '../../ui/button.tsx'
import styles from '../panels.module.css'

/** The code on paper, as PDF: a poster for the door, cards for the tables. */
export function PrintGroup() {
  const { send, toast } = useActions()
  const canPrint = useNight((night) => night.lan.joinUrl !== null)
  const [busy, setBusy] = useState(false)

  async function save(kind: SheetKind): Promise<void> {
    setBusy(true)
    const answer = await send('shell.saveSheet', { kind })
    setBusy(false)
    if (answer.ok && answer.value !== null) toast(`Saved as ${answer.value}`)
  }

  return (
    <section className={styles.group} aria-label="Print">
      <h3 className={styles.groupTitle}>Print for guests</h3>
      <p className={styles.muted}>
        {canPrint
          ? 'With the code, the address, the PIN and the wifi. Print anew when the address has changed.'
          : 'There is no address to print yet. Join the wifi first.'}
      </p>
      <div className={styles.buttons}>
        <Button disabled={busy || !canPrint} onClick={() => save('poster')}>
          <FileText size={18} aria-hidden="true" />
          Poster (A4)
        </Button>
        <Button disabled={busy || !canPrint} onClick={() => save('cards')}>
          <LayoutGrid size={18} aria-hidden="true" />
          Table cards
        </Button>
      </div>
    </section>
  )
}
