/** A device that Spotify knows of. Its id changes between sessions; `null` for one that can't be controlled. */
export type SpotifyDevice = {
  readonly id: string | null
  readonly name: string
  /** `Computer`, `Smartphone`, `Speaker` … as Spotify says it. */
  readonly type: string
  readonly isActive: boolean
  /** Shown, but nothing can be played on it from here. */
  readonly isRestricted: boolean
  readonly supportsVolume: boolean
  /** Percent; `null` where it is not said. */
  readonly volume: number | null
}

/** What Spotify says is playing. Only a `track` can be one of ours. */
export type SpotifyItem = {
  readonly kind: 'track' | 'episode' | 'local' | 'advert' | 'unknown'
  /** `spotify:track:…`; `null` for an advert. */
  readonly uri: string | null
  /** The uri that was asked for, where Spotify plays another release of the same song instead. */
  readonly askedUri: string | null
  readonly title: string
  readonly artist: string
  readonly durationMs: number | null
  readonly artworkUrl: string | null
  /** The page of this song at Spotify. */
  readonly link: string | null
}

/** The player as it was read. `at` is epoch milliseconds of this machine, the middle of the call. */
export type SpotifyPlayback = {
  readonly at: number
  readonly device: SpotifyDevice | null
  readonly playing: boolean
  readonly item: SpotifyItem | null
  readonly positionMs: number
}

/** What plays and what comes after it in Spotify's own queue, nearest first; it says at most about 20. */
export type SpotifyQueue = {
  readonly playing: SpotifyItem | null
  readonly next: readonly SpotifyItem[]
}
