import type { CatalogueView, EventSummary, NightView } from '../contract/console-view.ts'
import type { Event } from '../core/event.ts'
import { mustPlayProgress } from '../core/must-play.ts'
import { wordsFor } from '../core/refusals.ts'
import { isPlaying, isQueued, type Request } from '../core/request.ts'
import { assertNever } from '../core/result.ts'
import type { Night } from '../live.ts'
import type { CatalogueState } from '../services/ports.ts'
import { consoleRow } from './console-row.ts'
import { consoleNotices } from './notices.ts'
import { elapsedMs } from './room-view.ts'

type Tonight = Pick<
  NightView,
  'event' | 'requests' | 'queue' | 'nowPlaying' | 'elapsedMs' | 'guests' | 'mustPlay' | 'notices'
>

/** The open event as its DJ sees it. `now`: epoch milliseconds. */
export function tonight(night: Night, now: number): Tonight {
  const show = (request: Request) => consoleRow(request, night, now)
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
