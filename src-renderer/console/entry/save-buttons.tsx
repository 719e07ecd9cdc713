import { FileText, Table2 } from 'lucide-react'
import { useState } from 'react'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import styles from './night-history.module.css'

/** A night to keep: tables for a spreadsheet, the report for paper. */
export function SaveButtons({ eventId }: { readonly eventId: string }) {
  const { send, toast } = useActions()
  const [busy, setBusy] = useState(false)

  async function save(asking: ReturnType<typeof send<'shell.saveCsv' | 'shell.saveReport'>>): Promise<void> {
    setBusy(true)
    const answer = await asking
    setBusy(false)
    if (answer.ok && answer.value !== null) toast(`Saved as ${answer.value}`)
  }

  return (
    <section aria-label="Save" className={styles.save}>
      <Button disabled={busy} onClick={() => save(send('shell.saveCsv', { eventId, table: 'requests' }))}>
        <Table2 size={18} aria-hidden="true" />
        Save requests (CSV)
      </Button>
      <Button disabled={busy} onClick={() => save(send('shell.saveCsv', { eventId, table: 'plays' }))}>
        <Table2 size={18} aria-hidden="true" />
        Save plays (CSV)
      </Button>
      <Button disabled={busy} onClick={() => save(send('shell.saveReport', { eventId }))}>
        <FileText size={18} aria-hidden="true" />
        Save report (PDF)
      </Button>
      <p>Names and notes in these files stay in them, also when the night forgets its guests.</p>
    </section>
  )
}
