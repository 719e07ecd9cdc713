import type { EventSummary } from '../../../src-main/contract/console-view.ts'
import { formatDay } from '../../shared/format.ts'
import { SelectField } from '../ui/select-field.tsx'

export type SettingsOfProps = {
  /** Newest first. */
  readonly events: readonly EventSummary[]
  /** The night chosen; `null`: none. */
  readonly value: string | null
  readonly onChange: (eventId: string | null) => void
}

/** An earlier night whose settings the new one begins with. */
export function SettingsOf({ events, value, onChange }: SettingsOfProps) {
  if (events.length === 0) return null
  return (
    <SelectField
      label="Begin with the settings of"
      hint="Welcome, limits and rules. Its name, PIN and QR code stay its own."
      value={value ?? ''}
      choices={[
        { value: '', words: 'No other night: as Cueline comes' },
        ...events.map(({ id, title, createdAt }) => ({
          value: id,
          words: `${title} (${formatDay(createdAt)})`,
        })),
      ]}
      onChoose={(eventId) => onChange(eventId || null)}
    />
  )
}
