import { songKey } from './core/fold-text.ts'
import type { Guest } from './core/guest.ts'
import type { Notice } from './core/notice.ts'
import { isOpen, isPlaying, type Request } from './core/request.ts'
import { artistNames } from './core/song-names.ts'
import { createNightQueue } from './night-queue.ts'

export type NightRows = ReturnType<typeof createNightRows>

/**
 * The rows of one night, and what is derived from them, kept up to date row by row: a request costs as much in a
 * night of ten thousand as in one of ten.
 */
export function createNightRows() {
  const requests = new Map<string, Request>()
  const guests = new Map<string, Guest>()
  const notices = new Map<string, Notice>()
  const byGuest = new Map<string, Set<string>>()
  const byDevice = new Map<string, Set<string>>()
  const openByTrack = new Map<string, Request>()
  const openBySong = new Map<string, Request>()
  const endedAt = new Map<string, number>()
  const artistPlayedAt = new Map<string, number>()
  const keys = new Map<string, string>()
  const counts = { pending: 0, played: 0 }
  const touches = new Map<string, number>()
  /** Ids that were removed: a row that was read before that comes too late. */
  const gone = new Set<string>()
  const queue = createNightQueue(touchAskers)
  let playing: Request | null = null

  /** Takes what is derived from a row away again. */
  function forget(held: Request): void {
    if (openByTrack.get(held.trackUri)?.id === held.id) openByTrack.delete(held.trackUri)
    const key = keyOf(held)
    if (openBySong.get(key)?.id === held.id) openBySong.delete(key)
    if (playing?.id === held.id) playing = null
    count(held, -1)
  }

  /** Folding takes time, and a track never becomes another song. */
  function keyOf({ trackUri, track }: Request): string {
    const known = keys.get(trackUri)
    if (known !== undefined) return known
    const key = songKey(track.title, track.artist)
    keys.set(trackUri, key)
    return key
  }

  function count({ status }: Request, change: 1 | -1): void {
    if (status === 'pending' || status === 'played') counts[status] += change
  }

  /** Something changed for those who asked or voted. */
  function touchAskers({ guestId, voters }: Request): void {
    for (const guest of guestId === null ? voters : [guestId, ...voters]) touch(guest)
  }

  function touch(guest: string): void {
    touches.set(guest, (touches.get(guest) ?? 0) + 1)
  }

  function note(id: string, under: string, lists: Map<string, Set<string>> = byGuest): void {
    const ids = lists.get(under)
    if (ids) ids.add(id)
    else lists.set(under, new Set([id]))
  }

  /** Who is not asking for it any more learns of it. */
  function handOn({ id, guestId }: Request, to: Request): void {
    if (guestId === null || guestId === to.guestId || to.voters.includes(guestId)) return
    byGuest.get(guestId)?.delete(id)
    touch(guestId)
  }

  return {
    requests,
    guests,
    notices,
    byGuest,
    byDevice,
    openByTrack,
    openBySong,
    endedAt,
    artistPlayedAt,
    counts,
    touches,

    /** A name or a block shows in the guest's own view. */
    putGuest(guest: Guest): void {
      guests.set(guest.id, guest)
      if (guest.device !== null) note(guest.id, guest.device, byDevice)
      touch(guest.id)
    },

    /** A row older than the one held is ignored. */
    putNotice(notice: Notice): void {
      if ((notices.get(notice.id)?.version ?? -1) < notice.version) notices.set(notice.id, notice)
    },

    /** A row older than the one held adds its votes at most; one that is gone stays so. */
    put(row: Request): void {
      if (gone.has(row.id)) return
      const held = requests.get(row.id)
      const request = held ? together(held, row) : row
      if (request === held) return
      if (held) {
        forget(held)
        handOn(held, request)
      }
      requests.set(request.id, request)
      if (isOpen(request)) {
        openByTrack.set(request.trackUri, request)
        openBySong.set(keyOf(request), request)
      }
      const { trackUri, track, playedAt } = request
      if (playedAt !== null) {
        later(endedAt, trackUri, playedAt)
        for (const name of artistNames(track)) later(artistPlayedAt, name, playedAt)
      }
      queue.put(request)
      if (isPlaying(request)) playing = request
      count(request, 1)
      if (request.guestId !== null) note(request.id, request.guestId)
      for (const voter of request.voters) note(request.id, voter)
      touchAskers(request)
    },

    remove(id: string): void {
      gone.add(id)
      const held = requests.get(id)
      if (!held) return
      forget(held)
      keys.delete(held.trackUri)
      queue.remove(id)
      requests.delete(id)
      touchAskers(held)
      for (const guest of [held.guestId, ...held.voters]) if (guest !== null) byGuest.get(guest)?.delete(id)
    },

    playing: () => playing,
    queue: queue.list,
    queuePlaces: queue.places,
  }
}

function later(times: Map<string, number>, key: string, time: number): void {
  times.set(key, Math.max(time, times.get(key) ?? 0))
}

/**
 * The newer of two rows, with the votes of both. A vote raises no version, so that a DJ's decision does not go stale by it;
 * two at the same moment don't see each other; and none is ever taken away, but with the names of forgotten guests.
 */
function together(held: Request, row: Request): Request {
  const newer = held.version > row.version ? held : row
  if (newer.guestId === null && held.guestId !== row.guestId) return newer
  const all = new Set([...held.voters, ...row.voters])
  // The first voter may be the one who asks by now.
  if (newer.guestId !== null) all.delete(newer.guestId)
  return all.size === newer.voters.length ? newer : { ...newer, voters: [...all] }
}
