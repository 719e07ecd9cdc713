import type { Database } from '../../db/open-database.ts'
import { leftAt, requestsIn } from '../../db/requests.ts'
import { isQueued } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { Live, Night } from '../live.ts'
import type { Clock } from './ports.ts'

type Deps = { readonly database: Database; readonly live: Live; readonly clock: Clock }

export type Playback = ReturnType<typeof createPlayback>

/**
 * Playing by hand: the DJ says what sounds from the own decks. What is seen to play is named, so that of two consoles
 * that go on at the same moment one is refused, and no song is skipped.
 */
export function createPlayback({ database, live, clock }: Deps) {
  function asDj(night: Night) {
    return { role: 'dj', userId: night.event.userId } as const
  }

  /** The song that played before becomes played in the same transaction, or with `unheard` waits in the queue again. */
  async function start(seen: { id: string; version: number }, unheard = false): Promise<Result<null>> {
    const night = live.night()
    const request = night?.requests.get(seen.id)
    if (!night || !request) return refuse('not-found')
    if (night.event.endedAt !== null) return refuse('event-ended')
    if (!isQueued(request)) return refuse('not-in-queue')
    const playing = night.playing?.id ?? null
    const outcome = await database.withTenant(asDj(night), (tx) =>
      requestsIn(tx).startPlaying(night.event.id, { ...seen, playing, unheard }, clock()),
    )
    if (outcome === 'stale') return stale(night, [seen.id, ...(playing === null ? [] : [playing])])
    live.apply({ requests: outcome })
    return done()
  }

  /** With `unheard` it waits in the queue again. */
  async function finish(unheard = false): Promise<Result<null>> {
    const night = live.night()
    if (!night) return refuse('no-event')
    const { playing } = night
    if (playing === null) return done()
    const outcome = await database.withTenant(asDj(night), async (tx) => {
      // Who asks for this song at the same moment finds it open or played, never neither.
      await requestsIn(tx).holdApproved(night.event.id)
      return requestsIn(tx).change(playing.id, playing.version, leftAt(clock(), unheard))
    })
    if (typeof outcome === 'string' || 'conflict' in outcome) return stale(night, [playing.id])
    live.apply({ requests: [outcome] })
    return done()
  }

  /** Shows what plays and waits by now. */
  async function stale(night: Night, ids: readonly string[]): Promise<Result<null>> {
    const rows = await database.withTenant(asDj(night), async (tx) => [
      ...(await requestsIn(tx).byIds(ids)),
      ...(await requestsIn(tx).approvedOf(night.event.id)),
    ])
    live.apply({ requests: rows })
    return refuse('stale')
  }

  return {
    start,
    finish,
    /** The front of the queue; with nothing waiting, what plays is finished. */
    async next(): Promise<Result<null>> {
      const front = live.night()?.queue[0]
      return front ? start(front) : finish()
    },
  }
}
