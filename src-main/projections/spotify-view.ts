import type { Health } from '../contract/console-view.ts'
import type { SpotifyView } from '../contract/spotify-view.ts'
import type { Asked } from '../core/spotify/asked.ts'
import type { SpotifyItem } from '../core/spotify/player-state.ts'
import type { SpotifyProblem } from '../core/spotify/problem.ts'
import { isEndingSoon, type SpotifyScope, spotifyScopes } from '../core/spotify/sign-in.ts'
import type { PassedOver } from '../core/spotify/step.ts'
import { spotifyProblems, wordsForSpotify } from '../core/spotify/words.ts'
import type { Night } from '../live.ts'
import type { ConnectionState } from '../services/spotify/connection.ts'
import type { SpotifyPlayerState } from '../services/spotify/player-state.ts'
import type { SignInFailure } from '../services/spotify/ports.ts'

/** What each permission is good for, as the DJ reads it. */
const grants: Readonly<Record<SpotifyScope, string>> = {
  'user-read-playback-state': 'See your devices and what they play',
  'user-modify-playback-state': 'Play, pause, skip and add to the queue',
  'user-read-currently-playing': 'See the song that plays',
  'user-read-private': 'See your name and your country’s catalogue',
  'playlist-modify-private': 'Keep a private playlist of the night',
  'playlist-read-private': 'Read that playlist',
}

const failures: Readonly<Record<SignInFailure, string | null>> = {
  denied: 'You said no in the browser. Nothing was connected.',
  timeout: 'Nothing came back from the browser within five minutes. Try again.',
  cancelled: null,
  'no-browser': 'No browser could be opened. Open the link by hand.',
  refused:
    'Spotify did not accept this. Check the client id, and that the redirect address http://127.0.0.1/callback is registered with it.',
  unreachable: 'Spotify could not be reached to complete the sign-in. Check the internet and try again.',
}

const passed: Readonly<Record<PassedOver, string>> = {
  unplayable: 'Spotify does not play this song here.',
  gone: 'This song is not at Spotify any more.',
  'not-taken': 'Spotify did not take this song.',
  silent: 'Spotify stayed silent at this song.',
  'left-out': 'Spotify left this song out.',
  'maybe-heard': 'Spotify was out of sight when this song was next. Was it heard?',
}

const asking: Readonly<Record<Asked['what'], string>> = {
  play: 'Play',
  pause: 'Pause',
  next: 'Next song',
  previous: 'Previous song',
  seek: 'Go to another place in the song',
  volume: 'Change the volume',
  device: 'Change the device',
}

const nobody: ConnectionState = {
  clientId: null,
  account: null,
  grant: null,
  signingIn: null,
  signInFailure: null,
  problem: null,
  checking: false,
}

/** Spotify as the console shows it. `now`: epoch milliseconds. */
export function spotifyView(
  connection: ConnectionState,
  player: SpotifyPlayerState | null,
  playlistProblem: SpotifyProblem | null,
  night: Night | null,
  now: number,
): SpotifyView {
  const config = night?.event.config
  const playback = player?.playback ?? null
  const problem = problemOf(connection, player, now)
  const which = config?.spotifyPlaylist ?? 'off'
  const playlistId = config?.spotifyPlaylistId ?? null
  return {
    clientId: connection.clientId,
    connection: connectionView(connection, now),
    signInProblem: connection.signInFailure && failures[connection.signInFailure],
    problem: problem && {
      kind: problem.kind,
      words: wordsForSpotify(problem, now),
      wayOut: spotifyProblems[problem.kind].wayOut,
    },
    searched: config?.spotifySearch ?? true,
    player: config?.player ?? 'hand',
    playback: playback && {
      item: playback.item && shownItem(playback.item),
      requestId: playback.item !== null && player?.elsewhere === null ? (night?.playing?.id ?? null) : null,
      playing: playback.playing,
      positionMs: playback.positionMs,
      at: playback.at,
      device: playback.device?.name ?? null,
      volume: playback.device?.supportsVolume ? playback.device.volume : null,
    },
    devices: (player?.devices ?? []).map(({ id, name, type, isActive, isRestricted }) => ({
      id,
      name,
      type,
      active: isActive,
      restricted: isRestricted,
      chosen: id !== null && id === player?.device?.id,
    })),
    asked: player?.asked ? asking[player.asked.what] : null,
    handedOver: player?.handedOver ?? null,
    waitsFor: player?.waitsFor ?? null,
    passedOver: (player?.passedOver ?? []).map(({ requestId, why }) => ({
      requestId,
      words: passed[why],
      maybeHeard: why === 'maybe-heard',
    })),
    playlist: {
      which,
      link: playlistId === null ? null : `https://open.spotify.com/playlist/${playlistId}`,
      problem: which === 'off' ? null : playlistProblemOf(playlistProblem, now),
    },
  }
}

/** What a DJ sees while the Spotify that is connected here is that of another one, whose night is open. */
export function notTheirSpotify(): SpotifyView {
  return spotifyView(nobody, null, null, null, 0)
}

/** Words for the health panel; `null` for who has never connected it. */
export function spotifyHealth({ connection, problem, clientId }: SpotifyView): Health | null {
  if (connection.state === 'off' && clientId === null) return null
  if (problem !== null) {
    const { state } = spotifyProblems[problem.kind as SpotifyProblem['kind']]
    return { state, words: `${problem.words} Requests go on.` }
  }
  if (connection.state === 'connected' && connection.endingSoon)
    return {
      state: 'attention',
      words: 'The connection to Spotify ends within a week. Connect again in time.',
    }
  return {
    state: 'ok',
    words: connection.state === 'connected' ? 'Spotify answers.' : 'Spotify is not used.',
  }
}

/** What waits for its time or for another connection goes on by itself then. */
function playlistProblemOf(problem: SpotifyProblem | null, now: number): SpotifyView['playlist']['problem'] {
  if (problem === null || isOver(problem, now)) return null
  const isWaiting = problem.kind === 'rate-limited' || spotifyProblems[problem.kind].wayOut === 'connect'
  return { words: wordsForSpotify(problem, now), canRetry: !isWaiting }
}

function connectionView(state: ConnectionState, now: number): SpotifyView['connection'] {
  const { grant, signingIn, checking, account } = state
  if (signingIn) return { state: 'signing-in', url: signingIn.url }
  if (checking && !grant) return { state: 'checking' }
  if (grant?.signedOut) return { state: 'ended' }
  if (!grant?.connected) return { state: 'off' }
  const has = new Set(grant.scopes)
  const inWords = (scopes: readonly SpotifyScope[]) => scopes.map((scope) => grants[scope])
  return {
    state: 'connected',
    account,
    granted: inWords(spotifyScopes.filter((scope) => has.has(scope))),
    missing: inWords(spotifyScopes.filter((scope) => !has.has(scope))),
    since: grant.authorisedAt,
    endsAt: grant.endsAt,
    endingSoon: grant.authorisedAt !== null && isEndingSoon(grant.authorisedAt, now),
  }
}

function shownItem({ kind, title, artist, durationMs, link }: SpotifyItem) {
  return { kind, title, artist, durationMs, link }
}

/** What is wrong with Spotify as a whole comes before what is wrong with its player. */
function problemOf(
  connection: ConnectionState,
  player: SpotifyPlayerState | null,
  now: number,
): SpotifyProblem | null {
  if (connection.grant?.signedOut) return { kind: 'signed-out' }
  if (!connection.grant?.connected) return null
  const problem = connection.problem ?? player?.problem ?? null
  return problem && isOver(problem, now) ? null : problem
}

function isOver(problem: SpotifyProblem, now: number): boolean {
  return problem.kind === 'rate-limited' && problem.until <= now
}
