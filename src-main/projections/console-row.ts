import type { ConsoleRequest } from '../contract/console-view.ts'
import { namelessGuest } from '../core/guest.ts'
import { whyNotHere } from '../core/local/own-file.ts'
import { mustPlayIndex } from '../core/must-play.ts'
import { isHeld, isPlaying, type Request } from '../core/request.ts'
import { whyNotFrom } from '../core/request-rules.ts'
import { ruleAgainst } from '../core/song-rules.ts'
import type { Night } from '../live.ts'
import { artworkUrl, spotifyUrl } from './room-view.ts'

/** What a row shows beside the request's own: others change that without touching the request. */
type Around = Pick<ConsoleRequest, 'blocked' | 'voters' | 'rule' | 'mustPlay'>

/** A request that is written anew is another object. */
const rows = new WeakMap<Request, ConsoleRequest>()

/** One request as its DJ sees it: the same object as long as nothing of it changed. `now`: epoch milliseconds. */
export function consoleRow(request: Request, night: Night, now: number): ConsoleRequest {
  const around = aroundOf(request, night, now)
  const known = rows.get(request)
  if (known && isAround(known, around)) return known
  const row = { ...ownOf(request), ...around }
  rows.set(request, row)
  return row
}

function aroundOf(request: Request, night: Night, now: number): Around {
  return {
    blocked: whyNotFrom(night.guests.get(request.guestId ?? '')) !== null,
    voters: [
      ...request.voters.map((id) => night.guests.get(id)?.nickname ?? namelessGuest),
      ...request.atDesk.map(({ nickname }) => nickname),
    ],
    // Only while the DJ decides: what is approved was approved all the same.
    rule:
      request.status === 'pending' ? ruleAgainst(night.event.config.rules, request.track, night, now) : null,
    mustPlay: mustPlayIndex(night.event.config.mustPlay, request.track) !== -1,
  }
}

function isAround(row: ConsoleRequest, { blocked, voters, rule, mustPlay }: Around): boolean {
  return (
    row.blocked === blocked &&
    row.mustPlay === mustPlay &&
    row.rule?.words === rule?.words &&
    row.rule?.since === rule?.since &&
    row.voters.every((name, at) => name === voters[at])
  )
}

function ownOf(request: Request): Omit<ConsoleRequest, keyof Around> {
  const { track, guestId } = request
  const wish = track.provider === 'wish'
  return {
    id: request.id,
    version: request.version,
    status: request.status,
    playing: isPlaying(request),
    trackId: wish ? null : track.id,
    title: track.title,
    artist: track.artist,
    album: track.album,
    durationMs: track.durationMs,
    explicit: track.explicit,
    year: track.year,
    genre: track.genre,
    bpm: track.bpm,
    key: track.key,
    artworkUrl: artworkUrl(track),
    spotifyUrl: spotifyUrl(track),
    hasFile: whyNotHere(track) === null,
    wish,
    nickname: request.nickname,
    guestId,
    note: request.note,
    atDesk: request.atDesk,
    rejectReason: request.rejectReason,
    answer: request.answer,
    heldAt: isHeld(request) ? request.heldAt : null,
    createdAt: request.createdAt,
    approvedAt: request.approvedAt,
    startedAt: request.startedAt,
    playedAt: request.playedAt,
    rejectedAt: request.rejectedAt,
  }
}
