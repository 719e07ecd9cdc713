import type { GuestTrack } from '../../../src-main/contract/guest-api.ts'
import type { Listenable } from '../state/sound-actions.ts'

/** What was found in the DJ's own music has a file, unless its list names none: that shows when it is tried. */
export function foundToListen({ id, title, spotifyUrl }: GuestTrack): Listenable {
  return { trackId: id, title, hasFile: spotifyUrl === null }
}
