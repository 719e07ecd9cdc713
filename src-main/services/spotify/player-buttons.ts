import { isAtEnd } from '../../core/spotify/after-read.ts'
import { afterPlayWished, settleMs } from '../../core/spotify/after-step.ts'
import type { Asked } from '../../core/spotify/asked.ts'
import type { RequestPlayer } from '../../core/spotify/choices.ts'
import { liveOf, statusOf } from '../../core/spotify/player-memory.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { Clock, Log } from '../ports.ts'
import type { SpotifyCalls } from './calls.ts'
import type { createPlayerDevices } from './player-devices.ts'
import type { PlayerLoop } from './player-loop.ts'
import type { SpotifyApi } from './ports.ts'

type Deps = {
  readonly loop: PlayerLoop
  readonly calls: SpotifyCalls
  readonly devices: ReturnType<typeof createPlayerDevices>
  readonly player: () => RequestPlayer
  readonly clock: Clock
  readonly log: Log
}

/** What the DJ presses: shown as asked for at once, carried out at its turn, and read soon after. */
export function createPlayerButtons({ loop, calls, devices, player, clock, log }: Deps) {
  const { inTurn } = loop

  function press(
    wanted: Asked,
    act: (api: SpotifyApi) => Promise<SpotifyAnswer<null>>,
    then = loop.memory,
  ): Promise<SpotifyAnswer<null>> {
    return inTurn(() =>
      ask(wanted, async () => {
        const answer = await calls.command(act)
        if (answer.ok) loop.change(then())
        return answer
      }),
    )
  }

  async function ask(wanted: Asked, act: () => Promise<SpotifyAnswer<null>>): Promise<SpotifyAnswer<null>> {
    loop.setAsked(wanted)
    try {
      const answer = await act()
      loop.setAsked(answer.ok ? { ...wanted, at: clock() } : null)
      return answer
    } catch (error) {
      log.error('A button of the player failed', { error })
      loop.setAsked(null)
      return { ok: false, problem: { kind: 'unclear', status: 0 } }
    } finally {
      loop.change({ ...loop.memory(), readBy: clock() + settleMs })
      loop.go()
    }
  }

  return {
    /** Goes on, or begins with the front of our queue when nothing plays. */
    async play(): Promise<SpotifyAnswer<null>> {
      // What begins by itself at this moment is not to be begun once more.
      await inTurn(async () => {})
      const book = loop.book()
      const memory = loop.memory()
      if (player() === 'spotify' && statusOf(memory) === 'playing') return { ok: true, value: null }
      const status = statusOf(memory)
      const hasStopped = memory.playback !== null && !memory.playback.playing && isAtEnd(memory.playback)
      const isIdle = hasStopped || (status === 'nothing' && !memory.held)
      if (player() === 'spotify' && isIdle && book?.front && !liveOf(memory, book)) return loop.wish('play')
      const isNowhere = status === 'nothing' || status === 'unread'
      // What Spotify was given already begins instead of what has ended.
      const isWaiting = hasStopped && book !== null && liveOf(memory, book) !== null
      return press(
        { what: 'play', at: clock() },
        async (api) => (isWaiting ? api.next() : api.resume(isNowhere ? await devices.target() : null)),
        () => afterPlayWished(loop.memory(), null),
      )
    },

    /** Also when the song comes to its end in the same moment: silence is wanted. */
    pause: () =>
      press(
        { what: 'pause', at: clock() },
        (api) => api.pause(),
        () => ({ ...loop.memory(), held: true }),
      ),

    /** To the front of our queue, or to what Spotify has next when we have nothing for it. */
    async next(): Promise<SpotifyAnswer<null>> {
      const book = loop.book()
      const memory = loop.memory()
      const hasOurs = book !== null && (book.front !== null || liveOf(memory, book) !== null)
      if (player() === 'spotify' && hasOurs) return loop.wish('next')
      return press({ what: 'next', at: clock() }, (api) => api.next())
    },

    previous: () => press({ what: 'previous', at: clock() }, (api) => api.previous()),
    seek: (positionMs: number) =>
      press({ what: 'seek', positionMs, at: clock() }, (api) => api.seek(positionMs)),
    setVolume: (percent: number) =>
      press({ what: 'volume', percent, at: clock() }, (api) => api.setVolume(percent)),
    chooseDevice: (deviceId: string) =>
      inTurn(() =>
        ask({ what: 'device', deviceId, at: clock() }, () =>
          devices.choose(deviceId, loop.memory().playback?.playing ?? false),
        ),
      ),
    refreshDevices: () => inTurn(devices.refresh).finally(() => loop.setAsked(loop.asked())),
  }
}
