import { assertNever } from '../../core/result.ts'
import { afterQueue, afterRead } from '../../core/spotify/after-read.ts'
import {
  afterAdopted,
  afterHandOver,
  afterRefusal,
  afterSkip,
  outcomeOf,
  withoutHandOver,
} from '../../core/spotify/after-step.ts'
import type { Memory } from '../../core/spotify/player-memory.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { Song } from '../../core/spotify/same-song.ts'
import type { PassedOver, Step } from '../../core/spotify/step.ts'
import { spotifyIdOf } from '../../core/track.ts'
import type { Live, Night } from '../../live.ts'
import type { createPlayback } from '../playback.ts'
import type { Clock } from '../ports.ts'
import type { SpotifyCalls } from './calls.ts'
import { bookOf } from './player-book.ts'
import type { createPlayerDevices } from './player-devices.ts'
import type { createPlayerRecord } from './player-record.ts'

type Deps = {
  readonly live: Live
  readonly playback: Pick<ReturnType<typeof createPlayback>, 'start' | 'finish'>
  readonly calls: SpotifyCalls
  readonly devices: Pick<ReturnType<typeof createPlayerDevices>, 'target'>
  readonly record: Pick<ReturnType<typeof createPlayerRecord>, 'heard'>
  readonly clock: Clock
  readonly passedOver: Map<string, PassedOver>
  /** Spotify was asked to go on, or to begin, and this is its answer. */
  readonly answered: (answer: SpotifyAnswer<null>) => void
}

/** Does what the rules say, and says what is known after it. Throws when the database can't be reached. */
export function createPlayerSteps(deps: Deps) {
  const { live, playback, calls, devices, record, clock, passedOver, answered } = deps

  function giveUp(memory: Memory, song: Pick<Song, 'requestId' | 'uri'>, why: PassedOver): Memory {
    passedOver.set(song.requestId, why)
    return withoutHandOver(memory, song.uri, clock())
  }

  async function read(memory: Memory, night: Night): Promise<Memory> {
    const answer = await calls.read((api) => api.playback())
    if (!answer.ok) return memory
    if (answer.value?.device) calls.sawDevice()
    const now = live.night()?.event.id === night.event.id ? (live.night() ?? night) : night
    return afterRead(memory, answer.value, bookOf(now, new Set(passedOver.keys())), clock())
  }

  async function look(memory: Memory): Promise<Memory> {
    const answer = await calls.read((api) => api.queue())
    return answer.ok ? afterQueue(memory, answer.value, clock()) : memory
  }

  async function check(memory: Memory, song: Song): Promise<Memory> {
    const answer = await calls.read((api) => api.track(spotifyIdOf(song.uri), { atOnce: true }))
    if (!answer.ok) return answer.problem.kind === 'not-found' ? giveUp(memory, song, 'gone') : memory
    if (answer.value === null) return giveUp(memory, song, 'gone')
    if (answer.value.spotify?.playable === false) return giveUp(memory, song, 'unplayable')
    return { ...memory, checked: song.requestId }
  }

  async function give(memory: Memory, song: Song, how: 'queue' | 'start'): Promise<Memory> {
    const deviceId = how === 'start' ? await placeToStart(memory) : null
    const answer = await calls.command((api) =>
      how === 'start' ? api.playTrack(song.uri, deviceId) : api.addToQueue(song.uri, null),
    )
    if (how === 'start' || !answer.ok) answered(answer)
    if (answer.ok) return afterHandOver(memory, song, how, 'taken', clock())
    if (answer.problem.kind === 'not-found') return giveUp(memory, song, 'gone')
    return outcomeOf(answer.problem) === 'unknown'
      ? afterHandOver(memory, song, how, 'unknown', clock())
      : afterRefusal(memory, answer.problem, clock())
  }

  /** Where Spotify is active it goes on; where nothing is, on the chosen device, which may have gone: then Spotify says so. */
  async function placeToStart({ playback: read }: Memory): Promise<string | null> {
    if (read?.device) return read.device.id
    return devices.target()
  }

  async function adopt(memory: Memory, night: Night, id: string): Promise<Memory> {
    const request = night.requests.get(id)
    if (!request) throw new Error('a song began that is not asked for any more')
    if (night.playing?.id !== id) {
      const started = await playback.start(request)
      // Another console was first: the rows are the present ones by now, and the rules look again.
      if (!started.ok && started.error.code === 'stale') return memory
      if (!started.ok) throw new Error(`a song began and can't be marked: ${started.error.code}`)
    }
    return afterAdopted(memory, id)
  }

  async function heard(memory: Memory, night: Night, id: string): Promise<Memory> {
    const uri = night.requests.get(id)?.trackUri
    await record.heard(night, id)
    return uri === undefined ? memory : withoutHandOver(memory, uri, clock())
  }

  async function wake(memory: Memory): Promise<Memory> {
    const deviceId = await devices.target()
    if (deviceId === null) return afterRefusal(memory, { kind: 'no-device' }, clock())
    await calls.command((api) => api.transfer(deviceId, true))
    return afterSkip(memory, clock())
  }

  async function skip(memory: Memory, isWished: boolean): Promise<Memory> {
    const answer = await calls.command((api) => api.next())
    if (isWished) answered(answer)
    return afterSkip(memory, clock())
  }

  return async function perform(
    step: Exclude<Step, { do: 'wait' }>,
    memory: Memory,
    night: Night,
  ): Promise<Memory> {
    switch (step.do) {
      case 'read':
        return read(memory, night)
      case 'look':
        return look(memory)
      case 'check':
        return check(memory, step.song)
      case 'hand-over':
        return give(memory, step.song, 'queue')
      case 'start':
        return give(memory, step.song, 'start')
      case 'found':
        return afterHandOver(memory, step.song, 'found', 'taken', clock())
      case 'adopt':
        return adopt(memory, night, step.requestId)
      case 'heard':
        return heard(memory, night, step.requestId)
      case 'finished':
        await playback.finish()
        return memory
      case 'forget':
        return withoutHandOver(memory, step.uri, clock())
      case 'give-up':
        return giveUp(memory, { requestId: step.requestId, uri: uriOf(night, step.requestId) }, step.why)
      case 'skip':
        return skip(memory, step.why === 'wish')
      case 'wake':
        return wake(memory)
      default:
        return assertNever(step)
    }
  }
}

function uriOf(night: Night, id: string): string {
  return night.requests.get(id)?.trackUri ?? ''
}
