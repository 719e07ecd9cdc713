import { songKey } from '../core/fold-text.ts'
import type { Request } from '../core/request.ts'
import { type Result, refuse } from '../core/result.ts'
import { type Track, trackUri } from '../core/track.ts'
import type { Live, Night } from '../live.ts'

/** The open request of a song, also where one guest typed what another one found in the catalogue. */
export function openRequestOf(
  { openByTrack, openBySong }: Pick<Night, 'openByTrack' | 'openBySong'>,
  track: Track,
): Request | undefined {
  const open = openByTrack.get(trackUri(track))
  if (open) return open
  const same = openBySong.get(songKey(track.title, track.artist))
  // Two songs of the catalogue may be called alike, and are two.
  return track.provider === 'wish' || same?.track.provider === 'wish' ? same : undefined
}

/** The song is open already, as the database has it: shows that, and refuses. */
export function alreadyOpen(live: Live, open: Request): Result<never> {
  live.apply({ requests: [open] })
  return refuse('already-asked', { alternative: { requestId: open.id } })
}
