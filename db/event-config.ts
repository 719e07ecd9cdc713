import { z } from 'zod'
import { displayMoods, usualLook } from '../src-main/core/display-mood.ts'
import { type EventConfig, eventPurposes } from '../src-main/core/event.ts'
import { mustPlayLimits } from '../src-main/core/must-play.ts'
import type { NamedSong } from '../src-main/core/song-names.ts'
import { playlistChoices, requestPlayers } from '../src-main/core/spotify/choices.ts'
import { asObject } from './as-object.ts'
import { readRules, writeRules } from './event-rules.ts'

const usualGuestDataDays = 30

const isOn = (fallback: boolean) => z.boolean().catch(fallback)

const pagesEnabled = z.looseObject({ requests: isOn(true), display: isOn(true) })

const listedSong = z.object({
  title: z.string().trim().min(1).max(mustPlayLimits.text),
  artist: z.string().trim().max(mustPlayLimits.text).catch(''),
})

/** One that can't be read costs none of the others. */
const mustPlay = z.array(z.unknown()).transform((all): readonly NamedSong[] =>
  all
    .map((one) => listedSong.safeParse(one))
    .flatMap(({ data }) => data ?? [])
    .slice(0, mustPlayLimits.songs),
)

/** The keys as production has them; a value that can't be read counts as missing. */
const stored = z.looseObject({
  event_title: z.string().catch(''),
  purpose: z.enum(eventPurposes).catch('night'),
  welcome_message: z.string().catch(''),
  auto_decline_explicit: isOn(false),
  auto_approve_requests: isOn(false),
  max_requests_per_user: z.int().nonnegative().catch(10),
  repeat_after_minutes: z.int().nonnegative().catch(60),
  // A night of the earlier app keeps what it has until its DJ says otherwise: see `newEventConfig`.
  guest_data_days: z.int().nonnegative().catch(0),
  pages_enabled: pagesEnabled.catch({ requests: true, display: true }),
  requests_paused: isOn(false),
  display_mood: z.enum(displayMoods).catch(usualLook.mood),
  display_motion: isOn(usualLook.motion),
  display_cover_colours: isOn(usualLook.coverColours),
  hidden_words: z.array(z.string()).catch([]),
  hide_slurs: isOn(true),
  fair_order: isOn(false),
  must_play: mustPlay.catch([]),
  bypass_token: z.string().catch(''),
  catalogue: z
    .object({ kind: z.enum(['folder', 'file']), path: z.string() })
    .nullable()
    .catch(null),
  spotify_search: isOn(true),
  player: z.enum(requestPlayers).catch('hand'),
  spotify_playlist: z.enum(playlistChoices).catch('off'),
  spotify_playlist_id: z.string().min(1).nullable().catch(null),
})

/** Any JSON of `events.config` as settings, with defaults for what is missing or unreadable. */
export function readEventConfig(value: unknown): EventConfig {
  const config = stored.parse(asObject(value))
  return {
    title: config.event_title,
    purpose: config.purpose,
    welcome: config.welcome_message,
    autoDeclineExplicit: config.auto_decline_explicit,
    autoApprove: config.auto_approve_requests,
    maxRequestsPerGuest: config.max_requests_per_user,
    repeatAfterMinutes: config.repeat_after_minutes,
    guestDataDays: config.guest_data_days,
    pages: { requests: config.pages_enabled.requests, display: config.pages_enabled.display },
    requestsPaused: config.requests_paused,
    rules: readRules(config.rules),
    displayMood: config.display_mood,
    displayMotion: config.display_motion,
    coverColours: config.display_cover_colours,
    hiddenWords: config.hidden_words,
    hideSlurs: config.hide_slurs,
    fairOrder: config.fair_order,
    mustPlay: config.must_play,
    bypassToken: config.bypass_token,
    catalogue: config.catalogue,
    spotifySearch: config.spotify_search,
    player: config.player,
    spotifyPlaylist: config.spotify_playlist,
    spotifyPlaylistId: config.spotify_playlist_id,
  }
}

/** The JSON to store: `before` with the settings in `changes`, all other keys as they were. */
export function writeEventConfig(before: unknown, changes: Partial<EventConfig>): Record<string, unknown> {
  const kept = asObject(before)
  const { title, purpose, welcome, autoDeclineExplicit, autoApprove, maxRequestsPerGuest } = changes
  const { repeatAfterMinutes, guestDataDays } = changes
  const { pages, requestsPaused, rules, bypassToken, catalogue } = changes
  const { displayMood, displayMotion, coverColours, hiddenWords, hideSlurs } = changes
  const { fairOrder, mustPlay: listed } = changes
  const { spotifySearch, player, spotifyPlaylist, spotifyPlaylistId } = changes
  const written = {
    event_title: title,
    purpose,
    welcome_message: welcome,
    auto_decline_explicit: autoDeclineExplicit,
    auto_approve_requests: autoApprove,
    max_requests_per_user: maxRequestsPerGuest,
    repeat_after_minutes: repeatAfterMinutes,
    guest_data_days: guestDataDays,
    pages_enabled: pages && { ...asObject(kept.pages_enabled), ...pages },
    requests_paused: requestsPaused,
    rules: rules && writeRules(kept.rules, rules),
    display_mood: displayMood,
    display_motion: displayMotion,
    display_cover_colours: coverColours,
    hidden_words: hiddenWords,
    hide_slurs: hideSlurs,
    fair_order: fairOrder,
    must_play: listed,
    bypass_token: bypassToken,
    catalogue,
    spotify_search: spotifySearch,
    player,
    spotify_playlist: spotifyPlaylist,
    spotify_playlist_id: spotifyPlaylistId,
  }
  const given = Object.entries(written).filter(([, value]) => value !== undefined)
  return { ...kept, ...Object.fromEntries(given) }
}

/**
 * What a new night begins with: the settings of `earlier`, those in `config`, and an end to what it knows of guests. Its
 * playlist is one of its own.
 */
export function newEventConfig(earlier: unknown, config: Partial<EventConfig>): Record<string, unknown> {
  const before = { guest_data_days: usualGuestDataDays, ...asObject(earlier), spotify_playlist_id: null }
  return writeEventConfig(before, { purpose: 'night', ...config })
}
