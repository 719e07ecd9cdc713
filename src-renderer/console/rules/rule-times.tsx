import { ruleLimits, type SongRules } from '../../../src-main/core/event-rules.ts'
import { DraftField } from '../panels/draft-field.tsx'
import panels from '../panels/panels.module.css'
import { useActions, useNight } from '../state/context.tsx'

const times = [
  {
    key: 'artistPauseMinutes',
    label: 'Minutes until an artist who played may be asked for again',
    most: ruleLimits.pauseMinutes,
  },
  {
    key: 'guestPauseMinutes',
    label: 'Minutes until a guest may ask again',
    most: ruleLimits.pauseMinutes,
  },
  {
    key: 'longestMinutes',
    label: 'Minutes a song may have',
    most: ruleLimits.longestMinutes,
  },
] as const satisfies readonly {
  readonly key: Exclude<keyof SongRules, 'doNotPlay'>
  readonly label: string
  readonly most: number
}[]

/** Each is kept on leaving its field. */
export function RuleTimes() {
  const { changeRules, toast } = useActions()
  const rules = useNight((night) => night.event.rules)
  return (
    <div className={panels.group}>
      <h3 className={panels.groupTitle}>Time</h3>
      {times.map(({ key, label, most }) => (
        <DraftField
          key={key}
          label={label}
          hint="0 means no such rule."
          inputMode="numeric"
          pattern="[0-9]*"
          className={panels.number}
          value={String(rules[key])}
          onSave={async (text) => {
            if (!/^\d{1,4}$/.test(text) || Number(text) > most) {
              toast(`Whole minutes, from 0 to ${most}.`)
              return 'refused'
            }
            return (await changeRules(() => ({ [key]: Number(text) }))) ? 'saved' : 'refused'
          }}
        />
      ))}
    </div>
  )
}
