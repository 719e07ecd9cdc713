import type { SpotifyDevice, SpotifyPlayback, SpotifyQueue } from '../../core/spotify/player-state.ts'
import type { SpotifyAnswer } from '../../core/spotify/problem.ts'
import type { Track } from '../../core/track.ts'

/** Starts `run` after so many milliseconds; returns how to call it off. */
export type After = (ms: number, run: () => void) => () => void

export type SpotifyAccount = {
  readonly id: string
  /** The name to show; the id where the account has none. */
  readonly name: string
}

/** One page of a search. `next` is the offset of the following page, `null` at the end. */
export type SpotifyPage = { readonly tracks: readonly Track[]; readonly next: number | null }

/**
 * Spotify's Web API as far as Cueline needs it. Nothing is thrown: what goes wrong is answered as a problem. Calls
 * of one sign-in share one queue, commands in the order in which they were asked for. A command that was answered
 * well has been taken, not yet carried out: read the player to know.
 */
export type SpotifyApi = {
  account(): Promise<SpotifyAnswer<SpotifyAccount>>
  /** At most ten songs, best first, from `offset` (0 to 1000). `atOnce`: for the DJ, who does not wait behind guests. */
  search(
    query: string,
    offset?: number,
    how?: { readonly atOnce: boolean },
  ): Promise<SpotifyAnswer<SpotifyPage>>
  /** `null` when there is no such song. `atOnce`: it is about to play, so that no room that searches may hold it up. */
  track(id: string, how?: { readonly atOnce: boolean }): Promise<SpotifyAnswer<Track | null>>

  /** `null` when nothing is active. */
  playback(): Promise<SpotifyAnswer<SpotifyPlayback | null>>
  queue(): Promise<SpotifyAnswer<SpotifyQueue>>
  devices(): Promise<SpotifyAnswer<readonly SpotifyDevice[]>>
  /** Goes on on another device; `play: false` keeps it playing or paused as it is. */
  transfer(deviceId: string, play: boolean): Promise<SpotifyAnswer<null>>
  /** Goes on with what was paused. */
  resume(deviceId: string | null): Promise<SpotifyAnswer<null>>
  /** Plays this song instead of what plays, at once. */
  playTrack(uri: string, deviceId: string | null): Promise<SpotifyAnswer<null>>
  /** Paused already counts as done. */
  pause(): Promise<SpotifyAnswer<null>>
  next(): Promise<SpotifyAnswer<null>>
  previous(): Promise<SpotifyAnswer<null>>
  seek(positionMs: number): Promise<SpotifyAnswer<null>>
  setVolume(percent: number): Promise<SpotifyAnswer<null>>
  /** Never sent twice by itself: after `slow` or `broken` it is unknown whether the song was added. */
  addToQueue(uri: string, deviceId: string | null): Promise<SpotifyAnswer<null>>

  /** A private playlist; its id. */
  createPlaylist(name: string, description: string): Promise<SpotifyAnswer<string>>
  /** At most 100 uris. */
  addToPlaylist(playlistId: string, uris: readonly string[]): Promise<SpotifyAnswer<null>>
  /** The uris on a playlist, all pages. */
  playlistUris(playlistId: string): Promise<SpotifyAnswer<readonly string[]>>
}

/** What a sign-in is good for. Times are epoch milliseconds; `null`: not known, the earlier app did not keep it. */
export type SpotifyGrant = {
  /** There are tokens that may work. */
  readonly connected: boolean
  /** There were some, and Spotify has declared them void. */
  readonly signedOut: boolean
  readonly scopes: readonly string[]
  readonly authorisedAt: number | null
  readonly endsAt: number | null
}

/** Why a sign-in did not come through. */
export type SignInFailure =
  | 'denied'
  | 'timeout'
  | 'cancelled'
  | 'no-browser'
  /** Spotify did not take the client id or what came back. */
  | 'refused'
  /** Spotify could not be reached when the sign-in was to be completed. */
  | 'unreachable'

export type SpotifySignIn = {
  readonly url: string
  /** `null`: it came through. Never rejects. */
  readonly done: Promise<SignInFailure | null>
  cancel(): void
}

/** One DJ's Spotify on this machine: the tokens of the keychain and all calls that are made with them. */
export type SpotifySession = {
  readonly api: SpotifyApi
  grant(): SpotifyGrant
  /**
   * Opens Spotify's page in the browser and waits for the answer; then the tokens are in the keychain. `url` is the same
   * page, for when no browser came up. Rejects only where this computer lets nothing listen on loopback.
   */
  signIn(): Promise<SpotifySignIn>
  /** Removes the tokens from the keychain. */
  forget(): Promise<void>
  /** Ends what is waiting; the tokens stay. */
  close(): void
}

/** Where Spotify is reached; `changed` is called when the grant became another one. */
export type SpotifyDoor = {
  open(dj: {
    readonly userId: string
    readonly clientId: string
    readonly changed: () => void
  }): Promise<SpotifySession>
}

/** A cover of Spotify's, or `null`. */
export type FetchCover = (url: string) => Promise<{ readonly type: string; readonly body: Buffer } | null>
