import type { RoomView } from '../../src-main/contract/guest-api.ts'
import { words } from './words.ts'

/** How many are here, and how many songs they asked for; nothing before the first. */
export function Tonight({ room: { counts, nowPlaying } }: { readonly room: RoomView }) {
  const asked = counts.pending + counts.queued + counts.played + (nowPlaying === null ? 0 : 1)
  const told = [counts.guests > 0 && words.guests(counts.guests), asked > 0 && words.asked(asked)]
  const shown = told.filter((part) => part !== false)
  return shown.length === 0 ? null : <span>{shown.join(' · ')}</span>
}
