import { Breathing } from './breathing.tsx'
import { Clock } from './clock.tsx'
import { JoinCodes } from './join-code.tsx'
import { JoinBy } from './join-words.tsx'
import type { Asking, Screen } from './screen.ts'
import { Tonight } from './tonight.tsx'
import styles from './welcome.module.css'
import { words } from './words.ts'
import { writingOf } from './writing.ts'

const texts: Readonly<Record<Asking, { readonly headline: string; readonly steps: string }>> = {
  open: { headline: words.invitation, steps: words.invitationSteps },
  soon: { headline: words.standby, steps: words.standbySteps },
  paused: { headline: words.paused, steps: words.pausedSteps },
  closed: { headline: words.closed, steps: words.closedSteps },
}

export type WelcomeProps = { readonly screen: Extract<Screen, { readonly kind: 'welcome' }> }

/** Nothing plays yet: the room is invited, large. */
export function Welcome({ screen: { room, asking, join } }: WelcomeProps) {
  const { headline, steps } = texts[asking]
  return (
    <div className={styles.welcome} data-alone={join === null}>
      <div className={styles.night}>
        <p className={styles.title} {...writingOf(room.event.title)}>
          {room.event.title}
        </p>
        {room.event.welcome !== '' && (
          <p className={styles.greeting} {...writingOf(room.event.welcome)}>
            {room.event.welcome}
          </p>
        )}
      </div>
      <div className={styles.message}>
        <h1 className={styles.headline} data-asking={asking}>
          {headline}
        </h1>
        <p className={styles.steps}>{steps}</p>
        {join && <JoinBy join={join} />}
      </div>
      {join && (
        <Breathing className={styles.code}>
          <JoinCodes join={join} className={styles.card} />
        </Breathing>
      )}
      <p className={styles.foot}>
        <Tonight room={room} />
        <Clock />
      </p>
    </div>
  )
}
