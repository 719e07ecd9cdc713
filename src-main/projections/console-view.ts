import type { CatalogueView, ConsoleRequest, EventSummary, NightView } from '../contract/console-view.ts'
import type { Event } from '../core/event.ts'
import { namelessGuest } from '../core/guest.ts'
import { whyNotHere } from '../core/local/own-file.ts'
import { mustPlayIndex, mustPlayProgress } from '../core/must-play.ts'
import { wordsFor } from '../core/refusals.ts'
import { isHeld, isPlaying, isQueued, type Request } from '../core/request.ts'
import { whyNotFrom } from '../core/request-rules.ts'
import { assertNever } from '../core/result.ts'
import { historyOf, whyNotByRules } from '../core/song-rules.ts'
import type { Night } from '../live.ts'
import type { CatalogueState } from '../services/ports.ts'
import { consoleNotices } from './notices.ts'
import { artworkUrl, elapsedMs, spotifyUrl } from './room-view.ts'

type Tonight = Pick<
  NightView,
  'event' | 'requests' | 'queue' | 'nowPlaying' | 'elapsedMs' | 'guests' | 'mustPlay' | 'notices'
>

/** The open event as its DJ sees it. `now`: epoch milliseconds. */
export function tonight(night: Night, now: number): Tonight {
  const nicknames = (id: string) => night.guests.get(id)?.nickname ?? namelessGuest
  const show = (request: Request) => consoleRequest(request, night, now, nicknames)
  const rest = [...night.requests.values()].filter((request) => !isQueued(request) && !isPlaying(request))
  return {
    event: consoleEvent(night.event),
    requests: rest.sort((a, b) => b.createdAt - a.createdAt).map(show),
    queue: night.queue.map(show),
    nowPlaying: night.playing && show(night.playing),
    elapsedMs: elapsedMs(night, now),
    guests: night.guests.size,
    mustPlay: mustPlayProgress(night.event.config.mustPlay, night.requests.values()),
    notices: consoleNotices(night, now),
  }
}

function consoleEvent({ id, version, status, pin, config }: Event): NightView['event'] {
  const { spotifySearch: _, player: _p, spotifyPlaylist: _l, spotifyPlaylistId: _i, ...rest } = config
  const { bypassToken: _secret, ...shown } = rest
  return { id, version, status, pin, ...shown }
}

export function eventSummary(event: Event): EventSummary {
  const { config, userId: _userId, ...summary } = event
  return { ...summary, title: config.title }
}

function consoleRequest(
  request: Request,
  night: Night,
  now: number,
  nicknameOf: (guestId: string) => string,
): ConsoleRequest {
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
    blocked: whyNotFrom(night.guests.get(guestId ?? '')) !== null,
    voters: request.voters.map(nicknameOf),
    note: request.note,
    rejectReason: request.rejectReason,
    answer: request.answer,
    heldAt: isHeld(request) ? request.heldAt : null,
    rule: ruleAgainst(request, night, now),
    mustPlay: mustPlayIndex(night.event.config.mustPlay, track) !== -1,
    createdAt: request.createdAt,
    approvedAt: request.approvedAt,
    startedAt: request.startedAt,
    playedAt: request.playedAt,
    rejectedAt: request.rejectedAt,
  }
}

/** Only while the DJ decides: what is approved was approved all the same. */
function ruleAgainst(request: Request, night: Night, now: number): ConsoleRequest['rule'] {
  if (request.status !== 'pending') return null
  const hit = whyNotByRules(night.event.config.rules, request.track, historyOf(night, null), now)
  return hit && { words: hit.rule, since: hit.since ?? null }
}

export function catalogueView(state: CatalogueState): CatalogueView {
  switch (state.phase) {
    case 'none':
      return state
    case 'ready':
      return { ...state, skipped: [...state.skipped] }
    case 'scanning': {
      const { skipped, ...rest } = state
      return { ...rest, skippedCount: skipped.length }
    }
    case 'failed':
      return { ...state, refusal: { code: state.refusal.code, words: wordsFor(state.refusal) } }
    default:
      return assertNever(state)
  }
}
