import type { Library } from '../catalogue/library.ts'
import type { DoubleDevice } from './devices.ts'
import type { Playing } from './playback.ts'
import type { Player } from './player.ts'

const longestQueue = 20

export function devicesJson(player: Player) {
  const { device: active } = player.view()
  return { devices: player.devices().map((device) => deviceJson(device, device.name === active?.name)) }
}

function deviceJson(device: DoubleDevice, isActive: boolean) {
  return {
    id: device.id,
    is_active: isActive,
    is_private_session: false,
    is_restricted: device.restricted,
    name: device.name,
    supports_volume: device.supportsVolume,
    type: device.type,
    volume_percent: device.volume,
  }
}

/** `null` when no device is active. Episodes are shown to those only who ask for them. */
export function playbackJson(player: Player, library: Library, episodes: boolean) {
  const view = player.view()
  if (!view.device) return null
  const { current } = view
  const shown = current && (current.kind !== 'episode' || episodes)
  const disallows = { [view.playing ? 'resuming' : 'pausing']: true }
  const advert = current?.kind === 'ad'
  return {
    device: deviceJson(view.device, true),
    repeat_state: view.repeat,
    shuffle_state: view.shuffle,
    context: view.context?.uri ? library.contextJson(view.context.uri) : null,
    timestamp: view.changedAt,
    progress_ms: current ? Math.round(view.position) : null,
    is_playing: view.playing,
    item: shown ? library.itemJson(current.uri) : null,
    currently_playing_type: typeOf(current),
    actions: {
      disallows: advert
        ? { ...disallows, skipping_next: true, skipping_prev: true, seeking: true }
        : disallows,
    },
  }
}

function typeOf(current: Playing | null): string {
  if (!current) return 'unknown'
  return current.kind === 'local' ? 'track' : current.kind
}

export function queueJson(player: Player, library: Library) {
  const { device, current, upcoming } = player.view()
  if (!device) return { currently_playing: null, queue: [] }
  return {
    currently_playing: current ? library.itemJson(current.uri) : null,
    queue: upcoming
      .slice(0, longestQueue)
      .map(library.itemJson)
      .filter((item) => item !== null),
  }
}
