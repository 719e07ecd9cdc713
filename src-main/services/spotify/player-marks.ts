import type { Memory } from '../../core/spotify/player-memory.ts'
import type { Night } from '../../live.ts'
import type { Log } from '../ports.ts'
import type { createPlayerRecord } from './player-record.ts'

/**
 * Keeps `spotify_added_to_queue` as what was read: true once a song was seen in Spotify's queue or sounding, false again when
 * Spotify lost it. A mark that could not be stored is stored later; the player goes on.
 */
export function createPlayerMarks(
  record: Pick<ReturnType<typeof createPlayerRecord>, 'setHandedOver'>,
  log: Log,
) {
  const marked = new Set<string>()
  let handed: readonly string[] = []

  async function set(id: string, isHandedOver: boolean, night: Night): Promise<void> {
    if (marked.has(id) === isHandedOver) return
    try {
      await record.setHandedOver(night, id, isHandedOver)
      if (isHandedOver) marked.add(id)
      else marked.delete(id)
    } catch (error) {
      log.warn('A hand-over is not marked yet', { error })
    }
  }

  return {
    set,
    /** What the database says. */
    know(ids: readonly string[]): void {
      marked.clear()
      for (const id of ids) marked.add(id)
    },
    /** `night` as it is by now. */
    async follow(memory: Memory, night: Night, passedOver: ReadonlyMap<string, unknown>): Promise<void> {
      const verified = memory.handed.filter(({ stage }) => stage === 'there')
      const now = memory.handed.map(({ song }) => song.requestId)
      const owner = memory.run?.owner ?? null
      const begun = owner !== null && handed.includes(owner) ? [owner] : []
      const left = handed.filter((id) => !now.includes(id) && id !== owner && !passedOver.has(id))
      handed = now
      for (const id of left) if (night.requests.get(id)?.status !== 'played') await set(id, false, night)
      for (const id of [...verified.map(({ song }) => song.requestId), ...begun]) await set(id, true, night)
    },
  }
}
