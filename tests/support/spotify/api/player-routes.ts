import type { Answer } from '../answer.ts'
import { apiError } from '../answer.ts'
import type { PlayOrder } from '../player/player.ts'
import { devicesJson, playbackJson, queueJson } from '../player/player-json.ts'
import type { Refusal } from '../player/refusal.ts'
import { type ApiCall, numberOf, type Routes, type World } from './routes.ts'

type PlayBody = {
  readonly uris?: readonly string[]
  readonly context_uri?: string
  readonly offset?: { readonly position?: number; readonly uri?: string }
  readonly position_ms?: number
}

export function playerRoutes({ player, library, chatty }: World): Routes {
  let commands = 0

  function done(refusal: Refusal | null): Answer {
    if (refusal) return apiError(refusal.status, refusal.message, refusal.reason)
    commands += 1
    return chatty() ? { status: 200, text: `ok-${commands.toString(36)}` } : { status: 204 }
  }

  function playback(call: ApiCall, withDevice: boolean): Answer {
    const episodes = (call.query.get('additional_types') ?? '').split(',').includes('episode')
    const json = playbackJson(player, library, episodes)
    if (!json) return { status: 204 }
    const { device, repeat_state, shuffle_state, ...playing } = json
    return { status: 200, json: withDevice ? { device, repeat_state, shuffle_state, ...playing } : playing }
  }

  return {
    'get-information-about-the-users-current-playback': (call) => playback(call, true),
    'get-the-users-currently-playing-track': (call) => playback(call, false),
    'get-a-users-available-devices': () => ({ status: 200, json: devicesJson(player) }),
    'get-queue': () => ({ status: 200, json: queueJson(player, library) }),
    'transfer-a-users-playback': ({ body }) => {
      const { device_ids, play = false } = body as {
        readonly device_ids: readonly string[]
        readonly play?: boolean
      }
      const [id] = device_ids
      if (id === undefined || device_ids.length > 1) return apiError(400, 'Exactly one device_id is needed')
      return done(player.transfer(id, play))
    },
    'start-a-users-playback': ({ query, body }) =>
      done(player.play(query.get('device_id'), orderOf(body as PlayBody | undefined))),
    'pause-a-users-playback': ({ query }) => done(player.pause(query.get('device_id'))),
    'skip-users-playback-to-next-track': ({ query }) => done(player.next(query.get('device_id'))),
    'skip-users-playback-to-previous-track': ({ query }) => done(player.previous(query.get('device_id'))),
    'seek-to-position-in-currently-playing-track': ({ query }) =>
      done(player.seek(query.get('device_id'), numberOf(query, 'position_ms', 0))),
    'set-volume-for-users-playback': ({ query }) =>
      done(player.setVolume(query.get('device_id'), numberOf(query, 'volume_percent', 0))),
    'set-repeat-mode-on-users-playback': ({ query }) => {
      const mode = query.get('state')
      if (mode !== 'off' && mode !== 'track' && mode !== 'context')
        return apiError(400, 'Invalid repeat state')
      return done(player.setRepeat(query.get('device_id'), mode))
    },
    'toggle-shuffle-for-users-playback': ({ query }) =>
      done(player.setShuffle(query.get('device_id'), query.get('state') === 'true')),
    'add-to-queue': ({ query }) => done(player.addToQueue(query.get('device_id'), query.get('uri') ?? '')),
  }
}

function orderOf(body: PlayBody | undefined): PlayOrder | null {
  if (body?.uris === undefined && body?.context_uri === undefined) return null
  const offset = body.offset?.uri ?? body.offset?.position
  return {
    ...(body.uris === undefined ? {} : { uris: body.uris }),
    ...(body.context_uri === undefined ? {} : { contextUri: body.context_uri }),
    ...(offset === undefined ? {} : { offset }),
    ...(body.position_ms === undefined ? {} : { positionMs: body.position_ms }),
  }
}
