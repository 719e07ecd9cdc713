import { mustPlayIndex } from '../core/must-play.ts'
import { isOpen } from '../core/request.ts'
import { done, type Result, refuse } from '../core/result.ts'
import type { NamedSong } from '../core/song-names.ts'
import type { Track } from '../core/track.ts'
import type { Live } from '../live.ts'
import type { createDecisions } from './decisions.ts'
import { type Joined, nothingMore } from './desk-joins.ts'
import type { DjEntries } from './dj-entries.ts'
import type { Catalogue } from './ports.ts'
import { searchByName } from './search-by-name.ts'
import { trackOfWish } from './wishes.ts'

type Deps = {
  readonly live: Live
  readonly catalogue: Catalogue
  readonly entries: Pick<DjEntries, 'addTrack'>
  readonly decisions: Pick<ReturnType<typeof createDecisions>, 'approve'>
}

/** The request that a listed song became, and what was done for that: for undo, which takes back nothing else. */
export type Queued = Joined & {
  readonly requestId: string
  /** `nothing`: it was up next already, or plays. */
  readonly did: 'entered' | 'approved' | 'nothing'
}

/** Songs that must be played tonight. */
export function createMustPlay({ live, catalogue, entries, decisions }: Deps) {
  /** The catalogue's own, in whichever version it has; typed, where it has none. */
  async function find(song: NamedSong): Promise<Track | null> {
    const found = await searchByName(catalogue, song.title, song.artist)
    return found.find((track) => mustPlayIndex([song], track) === 0) ?? trackOfWish(catalogue, song)
  }

  return {
    /** Puts a listed song in the queue: a guest's request where there is one, else as the DJ's own under `id`. */
    async queueMustPlay(id: string, song: NamedSong): Promise<Result<Queued>> {
      const night = live.night()
      if (!night) return refuse('no-event')
      const open = [...night.requests.values()].find(
        (request) => isOpen(request) && mustPlayIndex([song], request.track) === 0,
      )
      if (open) {
        if (open.status !== 'pending') return done({ did: 'nothing', requestId: open.id, ...nothingMore })
        const outcome = await decisions.approve(open)
        if (!outcome.ok) return outcome
        const approvedAt = live.night()?.requests.get(open.id)?.approvedAt ?? null
        return done({ did: 'approved', requestId: open.id, approvedAt, heldAt: open.heldAt })
      }
      const track = await find(song)
      if (track === null) return refuse('unknown-track')
      const outcome = await entries.addTrack({ id }, track)
      return outcome.ok ? done({ did: 'entered', requestId: id, ...nothingMore }) : outcome
    },
  }
}
