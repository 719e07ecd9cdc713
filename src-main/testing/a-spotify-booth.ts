import { randomUUID } from 'node:crypto'
import { requestsIn } from '../../db/requests.ts'
import { spotifyMarksIn } from '../../db/spotify-marks.ts'
import type { Track } from '../core/track.ts'
import { createPlayback } from '../services/playback.ts'
import { createSpotifyPlayer } from '../services/spotify/player.ts'
import { must, quiet, startConsole } from './a-console.ts'
import type { ModelSong } from './spotify-model.ts'
import { aSpotifyTrack, createSpotifyWorld } from './spotify-world.ts'

export function aSong(name: string, change: Partial<ModelSong> = {}): ModelSong {
  return { uri: `spotify:track:${name}`, title: `Song ${name}`, durationMs: 180_000, ...change }
}

type Given = Parameters<typeof createSpotifyWorld>[0]

/** A console with a night, a Spotify in a time of its own, and the player between them, which does not play yet. */
export async function startBooth(given: Given) {
  const world = createSpotifyWorld(given)
  const console_ = await startConsole({ clock: world.clock, during: world.during })
  const userId = await console_.openNight()
  const { live, nights, database } = console_
  const asDj = { role: 'dj', userId } as const
  const eventId = live.night()?.event.id ?? ''

  function startPlayer() {
    return createSpotifyPlayer({
      database,
      live,
      nights,
      playback: createPlayback({ database, live, clock: world.clock }),
      api: world.api,
      clock: world.clock,
      after: world.after,
      log: quiet,
    })
  }

  let player = startPlayer()

  return {
    ...console_,
    world,
    eventId,
    userId,
    player: () => player,

    /** The console ends, however it was doing, and starts again. */
    async restart(): Promise<void> {
      const stopping = player.stop()
      await world.advance(30_000)
      await stopping
      player = startPlayer()
    },

    /** A guest's request of this song that the DJ has approved; its id. */
    async approve(song: ModelSong | Track): Promise<string> {
      const track = 'uri' in song ? aSpotifyTrack(song) : song
      const id = randomUUID()
      const stored = await console_.database.withTenant(asDj, (tx) =>
        requestsIn(tx).insert(
          {
            ...{ id, userId, eventId, track, guestId: null, nickname: 'Mia', note: null, ipHash: null },
            ...{ origin: 'dj', status: 'approved', approvedAt: world.clock() },
          },
          0,
        ),
      )
      if (typeof stored === 'string' || 'conflict' in stored) throw new Error('not stored')
      live.apply({ requests: [stored.row] })
      return id
    },

    status: (id: string) => {
      const { status, startedAt } = console_.request(id)
      return status === 'approved' && startedAt !== null ? 'playing' : status
    },
    marked: () => console_.database.withTenant(asDj, (tx) => spotifyMarksIn(tx).handedOver(eventId)),
    takeBack: async (id: string) => void must(await console_.requests.reopen(console_.request(id))),

    /** A button, with the time that it takes. */
    async press<T>(button: Promise<T>): Promise<T> {
      const state = { isOver: false }
      void button.then(() => {
        state.isOver = true
      })
      for (let waited = 0; !state.isOver && waited < 60_000; waited += 100) await world.advance(100)
      if (!state.isOver) throw new Error('no answer')
      return button
    },

    /** What sounded, in order, by short names; `/`: it was gone on from. */
    heard: () =>
      world.heard().map(({ uri, end }) => uri.replace('spotify:track:', '') + (end === 'skipped' ? '/' : '')),

    async close(): Promise<void> {
      const stopping = player.stop()
      await world.advance(30_000)
      await stopping
      await console_.close()
    },
  }
}
