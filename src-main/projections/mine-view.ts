import type { GuestRequest, MineView, ShownGuest } from '../contract/guest-api.ts'
import type { Guest } from '../core/guest.ts'
import { isPlaying, type Request, votesOf } from '../core/request.ts'
import type { Night } from '../live.ts'
import { guestTrack } from './room-view.ts'

/** What one guest sees of their own requests and votes, newest first. */
export function mineView(night: Night, guest: Guest): MineView {
  const ids = night.byGuest.get(guest.id) ?? []
  const requests = [...ids]
    .flatMap((id) => night.requests.get(id) ?? [])
    .sort((a, b) => b.createdAt - a.createdAt)
    .map((request) => guestRequest(night, request, guest.id))
  return { type: 'mine', guest: shownGuest(guest), requests }
}

/** A guest as they see themselves. */
export function shownGuest({ id, nickname, blockedAt }: Guest): ShownGuest {
  return { id, nickname, blocked: blockedAt !== null }
}

/** One request as a guest may see it. */
export function guestRequest(night: Night, request: Request, guestId: string): GuestRequest {
  const { track } = request
  const wish = track.provider === 'wish'
  return {
    id: request.id,
    status: request.status,
    playing: isPlaying(request),
    mine: request.guestId === guestId,
    track: wish ? null : guestTrack(track),
    wish: wish ? { title: track.title, artist: track.artist } : null,
    note: request.guestId === guestId ? request.note : null,
    votes: votesOf(request),
    songsAway: songsAway(night, request),
    reason: request.rejectReason,
    answer: request.answer,
    createdAt: request.createdAt,
  }
}

/** Changes exactly when `mineView` would: cheap enough to be taken for every phone at every change. */
export function mineFingerprint(night: Night, guestId: string): string {
  const guest = night.guests.get(guestId)
  let fingerprint = `${guest?.nickname}.${guest?.blockedAt} `
  for (const id of night.byGuest.get(guestId) ?? []) {
    const request = night.requests.get(id)
    if (request)
      fingerprint += `${id}.${request.version}.${request.voters.length}.${songsAway(night, request)} `
  }
  return fingerprint
}

/** 0 = playing, 1 = next …; `null` unless approved. */
function songsAway(night: Night, request: Request): number | null {
  if (request.status !== 'approved') return null
  if (isPlaying(request)) return 0
  const place = night.queuePlaces.get(request.id)
  return place === undefined ? null : place + 1
}
