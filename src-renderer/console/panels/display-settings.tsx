import { useActions, useNight } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import { SwitchRow } from '../ui/switch-row.tsx'
import { HiddenWords } from './hidden-words.tsx'
import { MoodPicker } from './mood-picker.tsx'
import styles from './panels.module.css'

/** What the room sees, and how. */
export function DisplaySettings() {
  const { saveSetting, send, setMood, setSwitch } = useActions()
  const event = useNight((night) => night.event)
  const displayOpen = useNight((night) => night.displayOpen)
  const cover = useNight((night) => night.nowPlaying?.artworkUrl ?? null)
  return (
    <div className={styles.group}>
      <h3 className={styles.groupTitle}>Display</h3>
      <SwitchRow
        label="Display page"
        hint="Off: the display shows nothing of the night."
        checked={event.pages.display}
        onChange={(on) => setSwitch('displayPage', on)}
      />
      <MoodPicker value={event.displayMood} onChoose={setMood} cover={event.coverColours ? cover : null} />
      <SwitchRow
        label="Colours from the cover"
        hint="The mood takes on the colour of the cover that plays, as easy to read as before."
        checked={event.coverColours}
        onChange={(on) => setSwitch('coverColours', on)}
      />
      <SwitchRow
        label="Motion"
        hint="Off: nothing slides, glows or fades on the display."
        checked={event.displayMotion}
        onChange={(on) => setSwitch('displayMotion', on)}
      />
      <SwitchRow
        label="Hide slurs"
        hint="Guests’ names and wishes with the worst words are not shown to the room."
        checked={event.hideSlurs}
        onChange={(on) => setSwitch('hideSlurs', on)}
      />
      <HiddenWords
        words={event.hiddenWords}
        onSave={(hiddenWords) => saveSetting({ hiddenWords: [...hiddenWords] })}
      />
      <div className={styles.buttons}>
        <Button onClick={() => send(displayOpen ? 'shell.closeDisplay' : 'shell.openDisplay', {})}>
          {displayOpen ? 'Close the display' : 'Open the display'}
        </Button>
      </div>
    </div>
  )
}
