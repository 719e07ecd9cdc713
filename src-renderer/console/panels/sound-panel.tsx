import type { PlayerView } from '../../../src-main/contract/player-view.ts'
import { findOutput, type SoundOutputs } from '../sound/outputs.ts'
import { useActions, useConsoleState, useNight } from '../state/context.tsx'
import { SelectField } from '../ui/select-field.tsx'
import styles from './panels.module.css'

type Chosen = PlayerView['ears']

/** Where the room hears what this computer plays, and where the DJ listens before. Kept on this computer. */
export function SoundPanel() {
  const { send } = useActions()
  const room = useNight(({ player }) => player.room)
  const ears = useNight(({ player }) => player.ears)
  const outputs = useConsoleState((state) => state.outputs)
  return (
    <>
      <div className={styles.group}>
        <SelectField
          label="The room’s output"
          hint="When this output is unplugged the music pauses. It never goes on from another one by itself."
          value={idOf(room, outputs)}
          choices={[{ value: '', words: 'Wherever this computer plays' }, ...choicesOf(room, outputs)]}
          onChoose={(value) => send('player.chooseRoom', { output: outputOf(value, room, outputs) })}
        />
      </div>
      <div className={styles.group}>
        <SelectField
          label="Your headphones"
          hint="Press E on a song to hear it in here, before the room does."
          value={ears === 'room' ? 'room' : idOf(ears, outputs)}
          choices={[
            { value: '', words: 'Not chosen yet' },
            ...choicesOf(ears, outputs),
            { value: 'room', words: 'The room’s output: everybody hears it' },
          ]}
          onChoose={(value) =>
            send('player.chooseEars', { output: value === 'room' ? 'room' : outputOf(value, ears, outputs) })
          }
        />
      </div>
      {outputs.all.length === 0 && (
        <p role="status" className={styles.muted}>
          This computer names no outputs for sound. Connect one, and it appears here.
        </p>
      )}
    </>
  )
}

/** What was chosen stays in the list while it is away. */
function choicesOf(chosen: Chosen, outputs: SoundOutputs) {
  const connected = outputs.all.map(({ id, name }) => ({ value: id, words: name }))
  if (chosen === null || chosen === 'room' || findOutput(chosen, outputs) !== null) return connected
  return [...connected, { value: chosen.id, words: `${chosen.name} (not connected)` }]
}

function idOf(chosen: Chosen, outputs: SoundOutputs): string {
  if (chosen === null || chosen === 'room') return ''
  return findOutput(chosen, outputs)?.id ?? chosen.id
}

function outputOf(value: string, chosen: Chosen, outputs: SoundOutputs) {
  const found = outputs.all.find(({ id }) => id === value)
  if (found) return { id: found.id, name: found.name }
  return chosen !== null && chosen !== 'room' && chosen.id === value ? chosen : null
}
