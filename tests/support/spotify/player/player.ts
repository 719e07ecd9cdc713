import type { DoubleClock } from '../clock.ts'
import { createDeviceList, type DoubleDevice, type NewDevice } from './devices.ts'
import { createPlayback, type PlaybackOptions, type RepeatMode } from './playback.ts'
import { type Refusal, refusals } from './refusal.ts'

export type PlayerOptions = PlaybackOptions & {
  readonly devices: readonly NewDevice[]
  /** How long a command takes until it shows, in milliseconds of the clock; called for each. */
  readonly lagMs: () => number
  /** The uris of a context, e.g. a playlist; `null` for one that isn't there. */
  readonly contextOf: (uri: string) => readonly string[] | null
}

export type PlayOrder = {
  readonly uris?: readonly string[]
  readonly contextUri?: string
  /** Where in the list to begin. */
  readonly offset?: number | string
  readonly positionMs?: number
}

/** A device goes away so long after it last played. */
const vanishMs = 30 * 60_000

export type Player = ReturnType<typeof createPlayer>

/** The player of one account, as the Web API sees it. Commands answer why they were refused, or `null`. */
export function createPlayer(options: PlayerOptions) {
  const clock: DoubleClock = options.clock
  const devices = createDeviceList(options.devices)
  const playback = createPlayback(options)
  const pending: { readonly due: number; readonly run: () => void }[] = []
  let active: string | null = null
  let usedAt = clock.now()
  let shuffle = false

  /** Lets happen what is due by now: commands on their way, songs that end, devices that fall asleep. */
  function settle(): void {
    const now = clock.now()
    for (;;) {
      const [first] = pending
      if (first === undefined || first.due > now) break
      pending.shift()
      playback.moveTo(first.due)
      first.run()
    }
    playback.moveTo(now)
    const { playing, stoppedAt } = playback.state()
    if (active === null || playing || now - Math.max(stoppedAt, usedAt) < vanishMs) return
    devices.remove(active)
    active = null
  }

  function later(run: () => void): void {
    const lag = options.lagMs()
    if (lag > 0) {
      pending.push({ due: clock.now() + lag, run })
      pending.sort((one, other) => one.due - other.due)
    } else run()
  }

  function activate(device: DoubleDevice): void {
    active = device.name
    usedAt = clock.now()
  }

  /** Does `run` on the device, after the lag. `check` may refuse. */
  function command(
    deviceId: string | null,
    check: (device: DoubleDevice) => Refusal | null,
    run: (device: DoubleDevice) => void,
  ): Refusal | null {
    settle()
    const device = deviceId === null ? devices.named(active ?? '') : devices.withId(deviceId)
    if (!device) return deviceId === null ? refusals.noActiveDevice : refusals.deviceNotFound
    if (device.restricted) return refusals.notControllable
    const refusal = check(device)
    if (refusal) return refusal
    later(() => {
      activate(device)
      run(device)
    })
    return null
  }

  function play(order: PlayOrder): Refusal | null {
    const uris = order.uris ?? (order.contextUri === undefined ? null : options.contextOf(order.contextUri))
    if (uris === null) return refusals.noContext
    const at = typeof order.offset === 'string' ? uris.indexOf(order.offset) : (order.offset ?? 0)
    playback.playList(order.contextUri ?? null, uris, Math.max(0, at), order.positionMs ?? 0)
    return null
  }

  const inAdvert = () => (playback.state().current?.kind === 'ad' ? refusals.notInAdvert : null)
  const isPlaying = () => playback.state().playing

  return {
    settle,
    devices: () => devices.list(),
    view: () => {
      settle()
      const device = devices.named(active ?? '') ?? null
      return { ...playback.state(), device, shuffle, upcoming: playback.upcoming() }
    },
    heard: () => {
      settle()
      return playback.heard.list()
    },
    play: (deviceId: string | null, order: PlayOrder | null) =>
      command(
        deviceId,
        (device) => {
          if (order?.contextUri !== undefined && options.contextOf(order.contextUri) === null)
            return refusals.noContext
          const already = order === null && isPlaying() && device.name === active
          return already ? refusals.restrictionViolated : null
        },
        () => (order === null ? playback.resume() : play(order)),
      ),
    pause: (deviceId: string | null) =>
      command(deviceId, () => (isPlaying() ? null : refusals.restrictionViolated), playback.pause),
    next: (deviceId: string | null) =>
      command(deviceId, () => inAdvert() ?? (playback.hasNext() ? null : refusals.noNext), playback.next),
    previous: (deviceId: string | null) =>
      command(
        deviceId,
        () => inAdvert() ?? (playback.hasPrevious() ? null : refusals.noPrevious),
        playback.previous,
      ),
    seek: (deviceId: string | null, positionMs: number) =>
      command(deviceId, inAdvert, () => playback.seek(positionMs)),
    setVolume: (deviceId: string | null, percent: number) =>
      command(
        deviceId,
        (device) => (device.supportsVolume ? null : refusals.noVolume),
        (device) => devices.setVolume(device.name, percent),
      ),
    setRepeat: (deviceId: string | null, mode: RepeatMode) =>
      command(deviceId, inAdvert, () => playback.setRepeat(mode)),
    setShuffle: (deviceId: string | null, on: boolean) =>
      command(deviceId, inAdvert, () => {
        shuffle = on
      }),
    addToQueue: (deviceId: string | null, uri: string) =>
      command(
        deviceId,
        () => null,
        () => void playback.queue.push(uri),
      ),
    transfer: (deviceId: string, andPlay: boolean) =>
      command(
        deviceId,
        () => null,
        () => {
          if (andPlay && !isPlaying()) playback.resume()
        },
      ),

    /** What somebody does at the phone or the laptop itself: at once, without the Web API. */
    byHand: {
      use,
      play(order: PlayOrder): void {
        settle()
        if (active === null) use()
        play(order)
      },
      do(run: (it: typeof playback) => void): void {
        settle()
        run(playback)
      },
    },
    /** Starts a device, or the same with other properties. */
    addDevice: (device: NewDevice) => devices.put(device),
    /** The app there is closed and opened: a new id, nothing plays. */
    restartDevice(name: string): void {
      settle()
      devices.renew(name)
      if (active === name) stop()
    },
    removeDevice(name: string): void {
      settle()
      devices.remove(name)
      if (active === name) stop()
    },
  }

  /** Opens the app there; without a name the first device. It becomes the active one. */
  function use(name: string = devices.list()[0]?.name ?? ''): void {
    settle()
    const device = devices.named(name)
    if (!device) throw new Error(`there is no device ${name}`)
    activate(device)
  }

  function stop(): void {
    playback.pause()
    active = null
  }
}
