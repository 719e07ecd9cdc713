import { QrCode } from '../../shared/qr-code.tsx'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import type { Tab } from '../state/store.ts'
import { Button } from '../ui/button.tsx'
import styles from './inbox.module.css'
import night from './night.module.css'

const emptyWords: Readonly<
  Record<Exclude<Tab, 'inbox'>, { readonly title: string; readonly words: string }>
> = {
  held: {
    title: 'Nothing is on hold',
    words: 'H in the inbox sets a request aside; guests see it wait as before.',
  },
  approved: { title: 'Nothing is up next', words: 'What you approve in the inbox waits here for its turn.' },
  played: { title: 'Nothing has been played yet', words: 'Songs come here when the next one begins.' },
  declined: { title: 'Nothing was declined', words: 'Declined songs stay here, and can come back.' },
}

export type EmptyTabProps = {
  readonly tab: Tab
  /** There are requests, but none that the filter lets through. */
  readonly filtered: boolean
}

export function EmptyTab({ tab, filtered }: EmptyTabProps) {
  const { setFilter, showGuest, narrow } = useActions()
  const onlyGuest = useConsoleState((state) => state.onlyGuest)
  if (filtered) {
    return (
      <div className={night.empty}>
        <h3>{onlyGuest === null ? 'Nothing fits that search' : `Nothing of ${onlyGuest.nickname} here`}</h3>
        <Button
          onClick={() => {
            setFilter('')
            showGuest(null)
            narrow([])
          }}
        >
          Show all again
        </Button>
      </div>
    )
  }
  if (tab === 'inbox') return <EmptyInbox />
  return (
    <div className={night.empty}>
      <h3>{emptyWords[tab].title}</h3>
      <p>{emptyWords[tab].words}</p>
    </div>
  )
}

/** Teaches instead of being empty: the code, large, and what to try. */
function EmptyInbox() {
  const { setStatus } = useActions()
  const event = useNight((present) => present.event)
  const lan = useNight((present) => present.lan)
  const code = useNight((present) => present.door.code)
  const network = useNight((present) => present.health.network)
  const asked = useNight((present) => present.queue.length + present.requests.length > 0)
  if (asked && event.status === 'live') {
    return (
      <div className={night.empty}>
        <h3>All done</h3>
        <p>Each request has its answer. New ones appear here.</p>
      </div>
    )
  }
  if (event.status === 'offline') {
    return (
      <div className={night.empty}>
        <h3>You are offline</h3>
        <p>Guests cannot join yet. Go live when you are ready, or standby to let them in first.</p>
        <div className={styles.pair}>
          <Button look="primary" onClick={() => setStatus('live')}>
            Go live
          </Button>
          <Button onClick={() => setStatus('standby')}>Standby</Button>
        </div>
      </div>
    )
  }
  return (
    <div className={night.empty}>
      {lan.joinUrl !== null && (
        <QrCode content={lan.joinUrl} label="QR code to join" className={styles.bigCode} />
      )}
      <h3>{lan.joinUrl === null ? 'Guests cannot reach this computer' : 'Try it with your own phone'}</h3>
      {lan.joinUrl === null ? (
        <p>{network.words}</p>
      ) : (
        <p>
          Scan the code in the same wifi, or open <strong>{lan.url}</strong> and type{' '}
          <strong>{code ?? event.pin}</strong>.{' '}
          {event.status === 'live'
            ? 'What you ask for appears here.'
            : 'Asking for songs opens when you go live.'}
        </p>
      )}
    </div>
  )
}
