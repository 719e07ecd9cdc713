import { z } from 'zod'
import { type Command, command } from './command.ts'
import { limits } from './limits.ts'
import { noInput, nothing } from './shapes.ts'

/** Where the room's display stands and what it shows: all of it is this machine's, and the shell's to do. */

/** What a monitor is known again by: its number changes from plug to plug. In DIP. */
const knownMonitor = z.strictObject({
  label: z.string().max(limits.monitor),
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
})

/** What the DJ chose for the display. `best`: the second monitor, found by itself. */
const displayChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('best') }),
  z.strictObject({ kind: z.literal('window') }),
  z.strictObject({ kind: z.literal('monitor'), monitor: knownMonitor }),
])

const displayStand = z.object({
  /** What the room sees now, small, as a data URL; `null` while there is nothing to see. */
  picture: z.string().nullable(),
  choice: displayChoice,
  monitors: z.array(
    z.object({
      monitor: knownMonitor,
      /** In its own pixels. */
      size: z.object({ width: z.int(), height: z.int() }),
      builtIn: z.boolean(),
      /** The console's window is there. */
      console: z.boolean(),
      display: z.boolean(),
      chosen: z.boolean(),
    }),
  ),
})

/** The link by which a browser shows the display: OBS, a television. */
export const displayLinkView = z.object({
  /** For a program on this computer: stays when the network changes. */
  here: z.string(),
  /** For others in the network; `null` while there is none. */
  lan: z.string().nullable(),
  /** How many watch now. */
  screens: z.int(),
})

/** By the console, of main: the link is the DJ's, from night to night. */
export const displayLinkCommands = {
  /** A new link: what is open by the one before closes at once. */
  'display.newLink': command(noInput, nothing),
  /** The undo of that, within ten seconds. */
  'display.takeBackLink': command(noInput, nothing),
} as const satisfies Record<string, Command>

export const displayCommands = {
  'shell.openDisplay': command(noInput, nothing),
  'shell.closeDisplay': command(noInput, nothing),
  /** Opens the display there, or moves it; kept on this computer. */
  'shell.placeDisplay': command(z.strictObject({ choice: displayChoice }), nothing),
  /** Black until it is taken back, or the display is closed. */
  'shell.blankDisplay': command(z.strictObject({ blank: z.boolean() }), nothing),
  'shell.lookAtDisplay': command(noInput, displayStand),
} as const satisfies Record<string, Command>

export type KnownMonitor = z.output<typeof knownMonitor>
export type DisplayChoice = z.output<typeof displayChoice>
export type DisplayStand = z.output<typeof displayStand>

/** The window for the room: whether there is one, whether it is black, and on what. */
export type DisplayState = {
  readonly open: boolean
  readonly blank: boolean
  /** How many monitors are connected. */
  readonly monitors: number
  /** The monitor that was chosen for it is not connected. */
  readonly missing: boolean
}
export type DisplayLinkView = z.output<typeof displayLinkView>
