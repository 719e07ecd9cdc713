import { useRef } from 'react'
import type { SpotifyView } from '../../../src-main/contract/spotify-view.ts'
import { formatDate, plural } from '../../shared/format.ts'
import { useActions, useConsoleState, useSpotify } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { Fold } from '../ui/fold.tsx'
import { DeviceList } from './device-list.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import styles from './spotify.module.css'
import { TonightGroup } from './tonight-group.tsx'

export type Connection = Extract<SpotifyView['connection'], { state: 'connected' }>

/** Who is connected, what is wrong, what Spotify does tonight and where it plays. */
export function Connected({ connection }: { readonly connection: Connection }) {
  const problem = useSpotify((spotify) => spotify.problem)
  const inNight = useConsoleState(({ view }) => view?.phase === 'night')
  const devices = useRef<HTMLElement>(null)
  return (
    <>
      {problem !== null && (
        <ProblemNotice problem={problem} onChooseDevice={() => devices.current?.focus()} />
      )}
      <Account connection={connection} />
      {inNight && <TonightGroup />}
      <section ref={devices} tabIndex={-1} className={styles.group} aria-label="Where it plays">
        <h3 className={styles.groupTitle}>Where it plays</h3>
        <DeviceList />
      </section>
      <Disconnect />
    </>
  )
}

function Account({ connection }: { readonly connection: Connection }) {
  const { reconnectSpotify } = useActions()
  const { account, granted, missing, since, endsAt, endingSoon } = connection
  const incomplete = missing.length > 0
  return (
    <div className={styles.group}>
      <div>
        <p className={styles.big}>{account ?? 'Connected'}</p>
        <p className={styles.muted}>
          {[
            since === null ? '' : `Connected since ${formatDate(since)}`,
            endsAt === null ? '' : endWords(endsAt),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {(endingSoon || incomplete) && (
        <div className={styles.warning}>
          {endingSoon && endsAt !== null && (
            <p>
              Spotify ends each connection after six months, this one on {formatDate(endsAt)}. Connect again
              before your next night.
            </p>
          )}
          {incomplete && <p>Not granted: {missing.join(', ')}.</p>}
          <Button onClick={reconnectSpotify}>Connect again</Button>
        </div>
      )}
      {granted.length > 0 && (
        <Fold title="What Cueline may do" summary={plural(granted.length, 'permission')}>
          <ul className={styles.granted}>
            {granted.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

function endWords(endsAt: number): string {
  return `until ${formatDate(endsAt)}`
}

/** Folded, and then one button: nothing asks again, and nothing happens by one slip. */
function Disconnect() {
  const { disconnectSpotify } = useActions()
  return (
    <Fold title="Disconnect">
      <p>
        Forgets the account, its tokens and the client ID on this computer. All requests and songs of your
        nights stay.
      </p>
      <div>
        <Button look="danger" onClick={disconnectSpotify}>
          Disconnect and forget
        </Button>
      </div>
    </Fold>
  )
}
