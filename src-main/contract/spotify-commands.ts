import { z } from 'zod'
import { playlistChoices, requestPlayers } from '../core/spotify/choices.ts'
import { type Command, command } from './command.ts'
import { guestTrack } from './guest-track.ts'
import { limits } from './limits.ts'
import { noInput, nothing, uuid, version } from './shapes.ts'

/** Connecting Spotify, searching it, and playing by it. */

export const spotifyCommands = {
  /** Opens Spotify's page in the system's browser; the view tells how it went. */
  'spotify.connect': command(
    z.strictObject({
      clientId: z
        .string()
        .trim()
        .regex(/^[0-9a-fA-F]{32}$/),
    }),
    nothing,
  ),
  'spotify.cancelConnect': command(noInput, nothing),
  /** Forgets the tokens, the account and the client id; the night's requests stay. */
  'spotify.disconnect': command(noInput, nothing),
  /** Tries again now what is waiting to be tried again. */
  'spotify.retry': command(noInput, nothing),
  /** The page after another: ten songs from `offset`. */
  'spotify.search': command(
    z.strictObject({
      query: z.string().trim().min(1).max(limits.query),
      offset: z.int().min(0).max(limits.lastPage),
    }),
    z.object({ tracks: z.array(guestTrack), next: z.number().nullable() }),
  ),
  /** Who plays the queue tonight; whichever it was before, the queue stays as it is. */
  'spotify.usePlayer': command(z.strictObject({ player: z.enum(requestPlayers), version }), nothing),
  /** Whether Spotify is searched tonight. */
  'spotify.useSearch': command(z.strictObject({ searched: z.boolean(), version }), nothing),
  'spotify.keepPlaylist': command(z.strictObject({ which: z.enum(playlistChoices), version }), nothing),

  'spotify.refreshDevices': command(noInput, nothing),
  'spotify.chooseDevice': command(z.strictObject({ id: z.string().min(1).max(limits.deviceId) }), nothing),
  'spotify.play': command(noInput, nothing),
  'spotify.pause': command(noInput, nothing),
  'spotify.next': command(noInput, nothing),
  'spotify.previous': command(noInput, nothing),
  'spotify.seek': command(z.strictObject({ positionMs: z.int().min(0).max(86_400_000) }), nothing),
  'spotify.setVolume': command(z.strictObject({ percent: z.int().min(0).max(100) }), nothing),
  /** Offers a song that was passed over to Spotify once more. */
  'spotify.again': command(z.strictObject({ id: uuid }), nothing),
  /** The DJ heard a song that was passed over as `maybeHeard`: it is played. */
  'spotify.heard': command(z.strictObject({ id: uuid }), nothing),
} as const satisfies Record<string, Command>
