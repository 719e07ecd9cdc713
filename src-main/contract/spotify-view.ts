import { z } from 'zod'
import { playlistChoices, requestPlayers, wayOuts } from '../core/spotify/choices.ts'
import { time } from './shapes.ts'

/** Spotify as the console shows it: who is connected, what plays there, what is wrong. */

const problem = z.object({
  kind: z.string(),
  /** What happened and what to do, in a sentence or two. */
  words: z.string(),
  wayOut: z.enum(wayOuts),
})

const connection = z.discriminatedUnion('state', [
  /** Nobody is connected here. */
  z.object({ state: z.literal('off') }),
  /** The keychain is being asked, or Spotify for who it is. */
  z.object({ state: z.literal('checking') }),
  /** The browser is open; `url` is the same page, for when it did not open. */
  z.object({ state: z.literal('signing-in'), url: z.string() }),
  z.object({
    state: z.literal('connected'),
    /** `null` until Spotify has said it. */
    account: z.string().nullable(),
    /** Names of what was granted, in words. */
    granted: z.array(z.string()),
    /** What is missing for some of the work, in words. */
    missing: z.array(z.string()),
    /** `null` when it is not known since when. */
    since: time.nullable(),
    endsAt: time.nullable(),
    /** Less than a week is left. */
    endingSoon: z.boolean(),
  }),
  /** It was connected and has ended. */
  z.object({ state: z.literal('ended') }),
])

const device = z.object({
  /** `null`: it can be seen and not be chosen. */
  id: z.string().nullable(),
  name: z.string(),
  type: z.string(),
  active: z.boolean(),
  restricted: z.boolean(),
  chosen: z.boolean(),
})

const item = z.object({
  kind: z.enum(['track', 'episode', 'local', 'advert', 'unknown']),
  title: z.string(),
  artist: z.string(),
  durationMs: z.number().nullable(),
  link: z.string().nullable(),
})

const playback = z.object({
  item: item.nullable(),
  /** The request that plays, when it is one of ours. */
  requestId: z.string().nullable(),
  playing: z.boolean(),
  /** Where the song was at `at`, epoch milliseconds of this machine; it goes on from there while it plays. */
  positionMs: z.number(),
  at: time,
  device: z.string().nullable(),
  /** Percent; `null` where it can't be set. */
  volume: z.number().nullable(),
})

export const spotifyView = z.object({
  clientId: z.string().nullable(),
  connection,
  /** Why the last sign-in did not come through, in words. */
  signInProblem: z.string().nullable(),
  problem: problem.nullable(),
  /** Guests and the DJ search Spotify tonight, too. */
  searched: z.boolean(),
  player: z.enum(requestPlayers),
  playback: playback.nullable(),
  devices: z.array(device),
  /** What was asked and not seen yet: `Pause`, `Next song` … */
  asked: z.string().nullable(),
  /** The request that is in Spotify's own queue: it comes next whatever the order here. */
  handedOver: z.string().nullable(),
  /** The front of the queue is not a song of Spotify: the DJ plays it by hand. */
  waitsFor: z.string().nullable(),
  /** Songs that Spotify could not play, and why in words. */
  passedOver: z.array(
    z.object({
      requestId: z.string(),
      words: z.string(),
      /** Only who was there knows whether it played. */
      maybeHeard: z.boolean(),
    }),
  ),
  playlist: z.object({
    which: z.enum(playlistChoices),
    link: z.string().nullable(),
    /** Why songs do not get there, in words, and whether trying again may help. */
    problem: z.object({ words: z.string(), canRetry: z.boolean() }).nullable(),
  }),
})

export type SpotifyView = z.output<typeof spotifyView>
