import type {
  SpotifyDevice,
  SpotifyItem,
  SpotifyPlayback,
  SpotifyQueue,
} from '../core/spotify/player-state.ts'
import type { SpotifyProblem } from '../core/spotify/problem.ts'

export type ModelSong = {
  readonly uri: string
  readonly title: string
  readonly durationMs: number
  readonly kind?: SpotifyItem['kind']
  /** `false`: it is taken and never sounds. */
  readonly playable?: boolean
  /** What sounds in its place, without Spotify saying for what. */
  readonly releasedAs?: string
}

/** One sounding of one song. `end`: how it came to its end; `null` while it sounds. */
export type Heard = {
  readonly uri: string
  readonly from: number
  ms: number
  end: 'over' | 'skipped' | 'device' | 'replaced' | null
}

type Device = { readonly id: string; readonly name: string; readonly volume: number }
type Sounding = { uri: string; positionMs: number; since: number; playing: boolean }

/** Spotify's player as it was met in practice, in a time of its own: queue, context, devices. Times are epoch milliseconds. */
export function createSpotifyModel(given: {
  readonly now: number
  readonly songs: readonly ModelSong[]
  readonly device?: string
}) {
  const songs = new Map(given.songs.map((song) => [song.uri, song]))
  let now = given.now
  let device: Device | null = {
    id: given.device ?? 'booth-1',
    name: 'Booth',
    volume: 60,
  }
  let active = false
  let sounding: Sounding | null = null
  let queued: string[] = []
  let context: string[] = []
  let repeats = false
  const heard: Heard[] = []
  const past: { at: number; active: boolean; sounding: Sounding | null; device: Device | null }[] = []

  function keep(): void {
    past.push({ at: now, active, sounding: sounding && { ...sounding }, device: device && { ...device } })
    if (past.length > 50) past.splice(0, 25)
  }

  function songOf(uri: string): ModelSong {
    return songs.get(uri) ?? { uri, title: uri, durationMs: 180_000 }
  }

  function itemOf(uri: string): SpotifyItem {
    const asked = songOf(uri)
    const { title, durationMs, kind = 'track' } = asked
    return {
      kind,
      uri: kind === 'advert' ? null : (asked.releasedAs ?? uri),
      askedUri: null,
      title,
      artist: 'ABBA',
      durationMs: kind === 'advert' ? null : durationMs,
      artworkUrl: null,
      link: null,
    }
  }

  function open(): Heard | undefined {
    const last = heard.at(-1)
    return last?.end === null ? last : undefined
  }

  function pass(to: number): void {
    const last = open()
    if (last && sounding?.playing) last.ms += to - now
    now = to
  }

  function begin(uri: string, end: Heard['end']): void {
    const last = open()
    if (last) last.end = end
    if (songOf(uri).playable === false) {
      goOn('over')
      return
    }
    sounding = { uri, positionMs: 0, since: now, playing: true }
    heard.push({ uri, from: now, ms: 0, end: null })
    keep()
  }

  function goOn(end: Heard['end']): void {
    const next = queued.shift() ?? context.shift()
    if (next !== undefined) {
      begin(next, end)
      return
    }
    const last = open()
    if (last) last.end = end
    if (sounding) sounding = { ...sounding, positionMs: 0, since: now, playing: false }
    keep()
  }

  function positionOf({ positionMs, since, playing, uri }: Sounding, at: number): number {
    return Math.min(positionMs + (playing ? at - since : 0), songOf(uri).durationMs)
  }

  function set(change: Partial<Sounding>): void {
    if (!sounding) return
    sounding = { ...sounding, positionMs: positionOf(sounding, now), since: now, ...change }
    keep()
  }

  const noDevice: SpotifyProblem = { kind: 'no-device' }

  /** `null`: it is carried out. */
  function on(deviceId: string | null): SpotifyProblem | null {
    if (device === null || (deviceId === null ? !active : deviceId !== device.id)) return noDevice
    return null
  }

  return {
    now: () => now,
    heard: () => heard as readonly Heard[],

    /** Lets time pass: songs end, the next ones begin. */
    advanceTo(to: number): void {
      while (sounding?.playing) {
        const ends = now + songOf(sounding.uri).durationMs - positionOf(sounding, now)
        if (ends > to) break
        pass(ends)
        if (repeats) begin(sounding.uri, 'over')
        else goOn('over')
      }
      if (to > now) pass(to)
    },

    /** As it was `lag` milliseconds ago, with the position of now. */
    playback(lag = 0): SpotifyPlayback | null {
      const then = past.findLast(({ at }) => at <= now - lag) ?? { active: false, sounding: null, device }
      if (!then.active || then.device === null) return null
      const { sounding: was } = then
      return {
        at: now,
        device: deviceOf(then.device, true),
        playing: was?.playing ?? false,
        item: was && itemOf(was.uri),
        positionMs: was ? positionOf(was, now) : 0,
      }
    },

    queue(): SpotifyQueue {
      if (!active) return { playing: null, next: [] }
      const next = [...queued, ...context].slice(0, 20).map(itemOf)
      return { playing: sounding && itemOf(sounding.uri), next }
    },

    devices: (): SpotifyDevice[] => (device ? [deviceOf(device, active)] : []),
    isPlayable: (uri: string) => songs.has(uri) && songOf(uri).playable !== false,
    songOf,

    add(uri: string, deviceId: string | null): SpotifyProblem | null {
      const problem = active ? on(deviceId) : noDevice
      if (problem === null && songOf(uri).playable !== false) queued.push(uri)
      return problem
    },
    start(uri: string, deviceId: string | null): SpotifyProblem | null {
      const problem = on(deviceId)
      if (problem) return problem
      active = true
      context = []
      if (songOf(uri).playable === false) set({ playing: false })
      else begin(uri, 'replaced')
      keep()
      return null
    },
    next(): SpotifyProblem | null {
      const problem = on(null)
      if (problem === null) goOn('skipped')
      return problem
    },
    previous(): SpotifyProblem | null {
      const problem = on(null)
      if (problem === null) set({ positionMs: 0 })
      return problem
    },
    seek(positionMs: number): SpotifyProblem | null {
      const problem = on(null)
      if (problem === null) set({ positionMs })
      return problem
    },
    pause(): SpotifyProblem | null {
      const problem = on(null)
      if (problem === null) set({ playing: false })
      return problem
    },
    resume(deviceId: string | null): SpotifyProblem | null {
      const problem = on(deviceId)
      if (problem) return problem
      active = true
      if (sounding && open() === undefined) begin(sounding.uri, 'over')
      else set({ playing: true })
      keep()
      return null
    },
    transfer(deviceId: string, play: boolean): SpotifyProblem | null {
      const problem = on(deviceId)
      if (problem) return problem
      active = true
      if (play && sounding) set({ playing: true })
      keep()
      return null
    },
    volume(percent: number): SpotifyProblem | null {
      const problem = on(null)
      if (problem === null && device) device = { ...device, volume: percent }
      keep()
      return problem
    },

    /** What the DJ does on the own phone or at the computer that plays. */
    byHand: {
      /** Plays this and then what follows, as from an album. */
      play(uri: string, then: readonly string[] = []): void {
        active = device !== null
        context = [...then]
        if (active) begin(uri, 'replaced')
      },
      queue: (uri: string) => void queued.push(uri),
      unqueue: (uri: string) => {
        queued = queued.filter((other) => other !== uri)
      },
      repeat: (isOn: boolean) => {
        repeats = isOn
      },
      /** Nothing was used for long: Spotify forgets that it was active. */
      sleep(): void {
        active = false
        keep()
      },
      /** The device ends, and what Spotify had queued with it. */
      kill(): void {
        const last = open()
        if (last) last.end = 'device'
        active = false
        device = null
        sounding = null
        queued = []
        context = []
        keep()
      },
      /** It is there again, under another id, and nothing plays. */
      revive(id: string): void {
        device = { id, name: 'Booth', volume: 60 }
        keep()
      },
    },
  }
}

function deviceOf({ id, name, volume }: Device, isActive: boolean): SpotifyDevice {
  return { id, name, type: 'Computer', isActive, isRestricted: false, supportsVolume: true, volume }
}
