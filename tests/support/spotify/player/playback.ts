import type { DoubleClock } from '../clock.ts'
import { createHeardList } from './heard.ts'

export type Playable = {
  readonly kind: 'track' | 'episode' | 'local'
  /** What is really played. */
  readonly uri: string
  readonly durationMs: number
  readonly audible: boolean
}

export type Playing = Omit<Playable, 'kind'> & {
  readonly kind: Playable['kind'] | 'ad'
  /** Counts the starts. */
  readonly play: number
  /** What was asked for; another uri only where Spotify plays another release. */
  readonly asked: string
}

export type Context = {
  readonly uri: string | null
  readonly uris: readonly string[]
  readonly index: number
}
export type RepeatMode = 'off' | 'track' | 'context'

export type PlaybackOptions = {
  readonly clock: DoubleClock
  /** `null` for a uri that nobody knows. */
  readonly look: (uri: string) => Playable | null
  /** What can't be played is shown without a sound until somebody skips it, or passed over at once. */
  readonly unplayable: 'silent' | 'skip'
  /** What goes on by itself when nothing is left. */
  readonly similar: (() => string) | null
}

const longestSkip = 500

/** What plays on the active device, and what comes after it. Moved on by `moveTo`; knows no requests and no devices. */
export function createPlayback({ clock, look, unplayable, similar }: PlaybackOptions) {
  const heard = createHeardList()
  const queue: string[] = []
  const adverts: number[] = []
  let context: Context | null = null
  let current: Playing | null = null
  let playing = false
  let position = 0
  let since = clock.now()
  let changedAt = since
  let stoppedAt = since
  let plays = 0
  let repeat: RepeatMode = 'off'

  /** Lets the present song sound until `time`; never past its end. */
  function soundUntil(time: number): void {
    if (playing && current?.audible) {
      heard.add(current.play, current.uri, since, time)
      position += time - since
    }
    since = time
  }

  function endsAt(): number {
    return playing && current?.audible
      ? since + Math.max(0, current.durationMs - position)
      : Number.POSITIVE_INFINITY
  }

  function setPlaying(on: boolean): void {
    if (playing && !on) stoppedAt = since
    playing = on
    changedAt = since
  }

  function begin(item: Omit<Playing, 'play'>): void {
    plays += 1
    current = { ...item, play: plays }
    position = 0
    setPlaying(true)
  }

  /** Starts a uri; `false` when it was passed over. */
  function start(uri: string): boolean {
    const item = look(uri) ?? { kind: 'track', uri, durationMs: 0, audible: false }
    if (!item.audible && unplayable === 'skip') return false
    begin({ ...item, asked: uri })
    return true
  }

  function advance(): void {
    for (let tries = 0; tries < longestSkip; tries += 1) {
      const advert = adverts.shift()
      if (advert !== undefined) {
        begin({ kind: 'ad', uri: `spotify:ad:${plays}`, asked: '', durationMs: advert, audible: true })
        return
      }
      const uri = queue.shift() ?? nextOfContext() ?? similar?.()
      if (uri === undefined) break
      if (start(uri)) return
    }
    setPlaying(false)
    position = 0
  }

  function nextOfContext(): string | undefined {
    if (!context) return undefined
    const index = context.index + 1
    const wrapped = repeat === 'context' ? index % context.uris.length : index
    if (context.uris[wrapped] !== undefined) context = { ...context, index: wrapped }
    return context.index === wrapped ? context.uris[wrapped] : undefined
  }

  return {
    heard,
    queue,
    state: () => ({ context, current, playing, position, changedAt, stoppedAt, repeat }),
    /** Lets time go by until `time`, song after song. */
    moveTo(time: number): void {
      for (let end = endsAt(); end <= time; end = endsAt()) {
        soundUntil(end)
        if (repeat === 'track' && current && current.kind !== 'ad') begin(current)
        else advance()
      }
      soundUntil(time)
    },
    /** Instead of what plays now. `index` is where in the list to begin. */
    playList(uri: string | null, uris: readonly string[], index: number, positionMs: number): void {
      context = { uri, uris, index }
      const first = uris[index]
      if (first === undefined) return
      if (!start(first)) advance()
      position = positionMs
    },
    resume(): void {
      if (current) setPlaying(true)
      else advance()
    },
    pause: () => setPlaying(false),
    next: advance,
    previous(): void {
      const index = (context?.index ?? 0) - 1
      const uri = context?.uris[index]
      if (context === null || uri === undefined) return
      context = { ...context, index }
      if (!start(uri)) advance()
    },
    hasNext: () => queue.length > 0 || similar !== null || upcoming(context, repeat).length > 0,
    hasPrevious: () => (context?.index ?? 0) > 0,
    seek(positionMs: number): void {
      if (!current) return
      if (positionMs >= current.durationMs) {
        advance()
        return
      }
      position = positionMs
      changedAt = since
    },
    setRepeat(mode: RepeatMode): void {
      repeat = mode
    },
    /** An advert of that length comes before anything else. */
    advert: (durationMs: number) => void adverts.push(durationMs),
    /** The queue of the account, then the rest of the context. */
    upcoming: () => [...queue, ...upcoming(context, repeat)],
  }
}

function upcoming(context: Context | null, repeat: RepeatMode): readonly string[] {
  if (!context) return []
  const rest = context.uris.slice(context.index + 1)
  return repeat === 'context' ? [...rest, ...context.uris.slice(0, context.index + 1)] : rest
}
