import { z } from 'zod'
import { mailSecurities } from '../core/mail.ts'
import { wifiSecurities } from '../core/wifi-code.ts'
import { createTurns } from './in-turn.ts'
import type { SettingsFile } from './ports.ts'

const mailServer = z.object({
  host: z.string(),
  port: z.int(),
  security: z.enum(mailSecurities),
  user: z.string(),
  from: z.string(),
})

const knownMonitor = z.object({
  label: z.string(),
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
})

const output = z.object({ id: z.string(), name: z.string() })

/** How this machine plays the DJ's own files. */
const sound = z.object({
  /** Percent. */
  volume: z.int().min(0).max(100).catch(100),
  muted: z.boolean().catch(false),
  /** Where the room hears it; `null`: wherever the system plays. */
  room: output.nullable().catch(null),
  /** Where the DJ listens before: `room` was said in so many words, `null` nothing yet. */
  ears: z
    .union([output, z.literal('room')])
    .nullable()
    .catch(null),
  /** Where the song was that played last. */
  place: z.object({ requestId: z.string(), positionMs: z.number() }).nullable().catch(null),
})

export type SoundSettings = z.output<typeof sound>

export const usualSound: SoundSettings = { volume: 100, muted: false, room: null, ears: null, place: null }

/** What this machine remembers beside the database. Nothing secret. */
const settings = z.object({
  /** The night that the console has open. */
  night: z.object({ userId: z.uuid(), eventId: z.uuid() }).nullable().catch(null),
  /** The SMTP server that codes are mailed by. */
  mail: mailServer.nullable().catch(null),
  /** The network adapter whose address guests get; `null`: the best one. */
  adapter: z.string().nullable().catch(null),
  /** The wifi that guests join by a code; its password is in the keychain. */
  wifi: z
    .object({ name: z.string(), security: z.enum(wifiSecurities), hidden: z.boolean() })
    .nullable()
    .catch(null),
  /** Where the room's display goes; of a monitor, what it is known again by. */
  display: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('best') }),
      z.object({ kind: z.literal('window') }),
      z.object({ kind: z.literal('monitor'), monitor: knownMonitor }),
    ])
    .catch({ kind: 'best' }),
  sound: sound.catch(usualSound),
  /** Until when Spotify wants no calls by this client id; epoch milliseconds. */
  spotifyRest: z
    .object({ clientId: z.string(), until: z.number(), why: z.enum(['rate-limited', 'quota']) })
    .nullable()
    .catch(null),
})

export type Settings = z.output<typeof settings>

export type MachineSettings = ReturnType<typeof createSettings>

const nothingSet = settings.parse({})

/** Settings over a file; each that can't be read counts as not set. */
export function createSettings(file: SettingsFile) {
  // Two changes at once must not take each other's place.
  const inTurn = createTurns()

  async function read(): Promise<Settings> {
    return settings.catch(nothingSet).parse(await file.read())
  }

  return {
    read,
    write: (change: Partial<Settings>) => inTurn(async () => file.write({ ...(await read()), ...change })),
  }
}
