import type { PlayerView } from '../contract/player-view.ts'
import { type LocalTrouble, troubleWords } from '../core/local/own-file.ts'
import type { Request } from '../core/request.ts'
import type { Night } from '../live.ts'
import type { Local } from '../services/local/local.ts'

/** What stands at a song that waits for the DJ's own hands. */
const atSong: Readonly<Record<LocalTrouble, string>> = {
  'no-file': 'No file here: play it by hand',
  'unknown-kind': 'Cannot be played here: play it by hand',
  missing: 'Its file is gone: play it by hand',
  unreadable: 'Its file cannot be read: play it by hand',
  'no-answer': 'Its drive did not answer: play it by hand',
}

/** The local player as the console shows it, and as its page sounds. */
export function playerView({ player, memory }: Local, night: Night): PlayerView {
  const { head, halted, failed, front, trouble, troubleOf, skipped } = player.state()
  const { volume, muted, room, ears } = memory.settings()
  const playing = head && night.requests.get(head.requestId)
  const isOn = player.isOn()
  return {
    head: head && playing ? { ...head, trackId: playing.track.id } : null,
    next: front && trouble === null ? song(front) : null,
    waits: front && trouble ? { requestId: front.id, words: waitWords(front, trouble) } : null,
    ...{ halted, failed },
    left: isOn ? night.queue.flatMap((request) => leftOut(request, troubleOf(request), skipped)) : [],
    ...{ volume, muted, room, ears },
  }
}

function song({ id, track }: Request) {
  return { requestId: id, trackId: track.id }
}

function waitWords({ track }: Request, trouble: LocalTrouble): string {
  return `“${track.title}” ${troubleWords[trouble]}. Play it on your decks, or skip it.`
}

function leftOut({ id }: Request, trouble: LocalTrouble | null, skipped: ReadonlySet<string>) {
  if (trouble !== null)
    return [{ requestId: id, words: skipped.has(id) ? `Skipped. ${atSong[trouble]}` : atSong[trouble] }]
  return skipped.has(id) ? [{ requestId: id, words: 'Skipped' }] : []
}
