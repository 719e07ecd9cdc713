import { useActions, useNight } from '../state/context.tsx'
import { SwitchRow } from '../ui/switch-row.tsx'
import { DisplaySettings } from './display-settings.tsx'
import { DraftField } from './draft-field.tsx'
import styles from './panels.module.css'

/** Each change is kept at once; there is nothing to save. */
export function SettingsPanel() {
  const { saveSetting, setSwitch, switchFairOrder } = useActions()
  const event = useNight((night) => night.event)
  return (
    <>
      <div className={styles.group}>
        <DraftField
          label="Name of the night"
          value={event.title}
          maxLength={120}
          onSave={async (title) => (title === '' ? 'refused' : saveSetting({ title }))}
        />
        <DraftField
          label="Welcome"
          hint="Guests read this when they join."
          value={event.welcome}
          maxLength={300}
          onSave={(welcome) => saveSetting({ welcome })}
        />
      </div>
      <div className={styles.group}>
        <h3 className={styles.groupTitle}>Requests</h3>
        <SwitchRow
          label="Pause requests"
          hint="For a moment: guests are asked to try again soon."
          checked={event.requestsPaused}
          onChange={(on) => setSwitch('requestsPaused', on)}
        />
        <SwitchRow
          label="Request page"
          hint="Off: guests are told that requests are closed tonight."
          checked={event.pages.requests}
          onChange={(on) => setSwitch('requestPage', on)}
        />
        <SwitchRow
          label="Approve by itself"
          hint="New requests go straight up next."
          checked={event.autoApprove}
          onChange={(on) => setSwitch('autoApprove', on)}
        />
        <SwitchRow
          label="Fair order"
          hint="Guests take turns up next: nobody’s third song before somebody’s first."
          checked={event.fairOrder}
          onChange={() => switchFairOrder()}
        />
        <SwitchRow
          label="No explicit songs"
          hint="Songs marked explicit are declined at once, with a friendly word."
          checked={event.autoDeclineExplicit}
          onChange={(on) => setSwitch('autoDeclineExplicit', on)}
        />
        <DraftField
          label="Requests for each guest"
          hint="0 means no limit."
          inputMode="numeric"
          pattern="[0-9]*"
          className={styles.number}
          value={String(event.maxRequestsPerGuest)}
          onSave={async (text) => {
            const maxRequestsPerGuest = Number(text)
            const isLimit = /^\d{1,4}$/.test(text) && maxRequestsPerGuest <= 1000
            return isLimit ? saveSetting({ maxRequestsPerGuest }) : 'refused'
          }}
        />
        <DraftField
          label="Minutes until a song that played may be asked for again"
          hint="0 means at once."
          inputMode="numeric"
          pattern="[0-9]*"
          className={styles.number}
          value={String(event.repeatAfterMinutes)}
          onSave={async (text) => {
            const repeatAfterMinutes = Number(text)
            const isTime = /^\d{1,4}$/.test(text) && repeatAfterMinutes <= 1440
            return isTime ? saveSetting({ repeatAfterMinutes }) : 'refused'
          }}
        />
      </div>
      <div className={styles.group}>
        <h3 className={styles.groupTitle}>Privacy</h3>
        <DraftField
          label="Days after the night until guests’ names are forgotten"
          hint="Their notes go too; songs and counts stay. 0 means never."
          inputMode="numeric"
          pattern="[0-9]*"
          className={styles.number}
          value={String(event.guestDataDays)}
          onSave={async (text) => {
            const guestDataDays = Number(text)
            const isTime = /^\d{1,4}$/.test(text) && guestDataDays <= 3650
            return isTime ? saveSetting({ guestDataDays }) : 'refused'
          }}
        />
      </div>
      <DisplaySettings />
    </>
  )
}
