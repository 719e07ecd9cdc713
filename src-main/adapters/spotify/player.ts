import { isSpotifyId } from '../../core/spotify/link.ts'
import type { SpotifyPlayback } from '../../core/spotify/player-state.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { SpotifyApi } from '../../services/spotify/ports.ts'
import { devicesBody, playerBody, queueBody } from './bodies.ts'
import type { Reply } from './call-queue.ts'
import { type ApiCall, type createCaller, isBareRefusal, type Rescue } from './caller.ts'
import { parseReply, taken } from './parse-reply.ts'
import { deviceOf, itemOf, playbackOf } from './read-bodies.ts'

type Player = Omit<
  SpotifyApi,
  'account' | 'search' | 'track' | 'createPlaylist' | 'addToPlaylist' | 'playlistUris'
>

/** What plays at Spotify, where, and how to change it. */
export function createPlayer(call: ReturnType<typeof createCaller>): Player {
  async function command(
    method: 'PUT' | 'POST',
    path: string,
    { query, body, rescue }: { query?: Record<string, string>; body?: object; rescue?: Rescue } = {},
  ): Promise<SpotifyAnswer<null>> {
    const one: ApiCall = {
      method,
      path: `/me/player${path}`,
      topic: 'player',
      lane: 'command',
      needs: 'user-modify-playback-state',
      ...(query === undefined ? {} : { query }),
      ...(body === undefined ? {} : { body }),
    }
    return taken(await call(one, rescue))
  }

  return {
    async playback() {
      return playbackIn(await call(player))
    },
    async queue() {
      const read = parseReply(await call({ ...reading, path: '/me/player/queue' }), queueBody)
      if (!read.ok) return read
      const { currently_playing, queue } = read.value
      return {
        ok: true,
        value: { playing: currently_playing && itemOf(currently_playing), next: queue.map(itemOf) },
      }
    },
    async devices() {
      const read = parseReply(await call({ ...reading, path: '/me/player/devices' }), devicesBody)
      return read.ok ? { ok: true, value: read.value.devices.map(deviceOf) } : read
    },

    transfer: (deviceId, play) => command('PUT', '', { body: { device_ids: [deviceId], play } }),
    resume: (deviceId) =>
      command('PUT', '/play', {
        query: onDevice(deviceId),
        rescue: unlessFound((playback) => isPlayingOn(playback, deviceId)),
      }),
    async playTrack(uri, deviceId) {
      if (!isTrackUri(uri)) return { ok: false, problem: { kind: 'not-found' } }
      return command('PUT', '/play', { query: onDevice(deviceId), body: { uris: [uri] } })
    },
    pause: () => command('PUT', '/pause', { rescue: unlessFound((playback) => playback?.playing !== true) }),
    next: () => command('POST', '/next'),
    previous: () => command('POST', '/previous'),
    seek: (positionMs) =>
      command('PUT', '/seek', { query: { position_ms: String(Math.max(0, Math.round(positionMs))) } }),
    setVolume: (percent) =>
      command('PUT', '/volume', {
        query: { volume_percent: String(Math.min(100, Math.max(0, Math.round(percent)))) },
      }),
    async addToQueue(uri, deviceId) {
      if (!isTrackUri(uri)) return { ok: false, problem: { kind: 'not-found' } }
      return command('POST', '/queue', { query: { uri, ...onDevice(deviceId) } })
    },
  }
}

const reading = {
  method: 'GET',
  topic: 'player',
  lane: 'read',
  needs: 'user-read-playback-state',
} as const satisfies Partial<ApiCall>

const player: ApiCall = { ...reading, path: '/me/player', query: { additional_types: 'track,episode' } }

/** An empty answer: nothing is active. */
function playbackIn(reply: SpotifyAnswer<Reply>): SpotifyAnswer<SpotifyPlayback | null> {
  if (!reply.ok) return reply
  if (reply.value.status === 204 || reply.value.body.trim() === '') return { ok: true, value: null }
  const read = parseReply(reply, playerBody)
  return read.ok ? { ok: true, value: playbackOf(read.value, reply.value.at) } : read
}

/** Spotify refuses what is so already, and doesn't say that it is: a look at the player does. */
function unlessFound(isSo: (playback: SpotifyPlayback | null) => boolean): Rescue {
  return async (refused, ask) => {
    if (refused.problem.kind !== 'not-now' && !isBareRefusal(refused.problem)) return refused
    const reply = await ask(player)
    const found = playbackIn(reply)
    return found.ok && isSo(found.value) ? reply : refused
  }
}

function isPlayingOn(playback: SpotifyPlayback | null, deviceId: string | null): boolean {
  return playback?.playing === true && (deviceId === null || playback.device?.id === deviceId)
}

function onDevice(deviceId: string | null): Record<string, string> {
  return deviceId === null ? {} : { device_id: deviceId }
}

function isTrackUri(uri: string): boolean {
  return uri.startsWith('spotify:track:') && isSpotifyId(uri.slice('spotify:track:'.length))
}
