import { z } from 'zod'
import { type Command, command } from './command.ts'
import { limits } from './limits.ts'
import { noInput, nothing, uuid } from './shapes.ts'

/** The player of the DJ's own files: what the DJ presses, and what the page that sounds tells. */

const positionMs = z.number().min(0).max(86_400_000)
const output = z.strictObject({
  id: z.string().min(1).max(limits.deviceId),
  name: z.string().min(1).max(limits.outputName),
})

export const playerCommands = {
  /** Goes on with what is paused; without a song, begins with the front of the queue. */
  'player.play': command(noInput, nothing),
  'player.pause': command(noInput, nothing),
  'player.seek': command(z.strictObject({ positionMs }), nothing),
  /** Leaves a song that can't be played here to the DJ's own hands, and goes on behind it. */
  'player.skip': command(z.strictObject({ id: uuid }), nothing),
  'player.setVolume': command(
    z.strictObject({ percent: z.int().min(0).max(100), muted: z.boolean() }),
    nothing,
  ),
  /** Where the room hears it; `null`: wherever the system plays. Kept on this computer. */
  'player.chooseRoom': command(z.strictObject({ output: output.nullable() }), nothing),
  /** Where the DJ listens before the room does; `room`: there too, by the DJ's own word. */
  'player.chooseEars': command(
    z.strictObject({ output: z.union([output, z.literal('room')]).nullable() }),
    nothing,
  ),

  /** The page was loaded: it is silent. */
  'player.silent': command(noInput, nothing),
  /** The song came to its end. */
  'player.ended': command(z.strictObject({ id: uuid }), nothing),
  /** The song can't be played: its file is gone, or no music. */
  'player.failed': command(z.strictObject({ id: uuid }), nothing),
  /** The song should sound and its file does not answer; or, after that, does again. */
  'player.stuck': command(z.strictObject({ id: uuid, positionMs, stuck: z.boolean() }), nothing),
  /** The DJ plays this song on the own decks, as it could not be played here. */
  'player.byHand': command(z.strictObject({ id: uuid }), nothing),
  /** The song stopped, and not by a button: its output is gone. */
  'player.halted': command(
    z.strictObject({ id: uuid, positionMs, output: z.string().max(limits.outputName) }),
    nothing,
  ),
  /** Where the song is by now; told every few seconds while it plays. `jump`: the last one that was followed. */
  'player.heard': command(z.strictObject({ id: uuid, positionMs, jump: z.int() }), nothing),
} as const satisfies Record<string, Command>
