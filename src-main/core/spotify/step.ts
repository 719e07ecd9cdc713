import type { Song } from './same-song.ts'

/** Why a song was passed over: words for the DJ hang on it. */
export type PassedOver =
  /** Not to be had where the DJ is. */
  | 'unplayable'
  /** No longer at Spotify. */
  | 'gone'
  /** Spotify took it several times and never had it. */
  | 'not-taken'
  /** Spotify was told to play it and stayed silent. */
  | 'silent'
  /** It was taken out of Spotify's queue, or Spotify left it out. */
  | 'left-out'
  /** It was handed over, and it was out of sight when its turn came: the DJ knows whether it was heard. */
  | 'maybe-heard'

/** What to do next. `until` in epoch milliseconds. */
export type Step =
  | { readonly do: 'wait'; readonly until: number }
  /** Reads the player. */
  | { readonly do: 'read' }
  /** Reads Spotify's queue. */
  | { readonly do: 'look' }
  /** Asks whether the song can be played. */
  | { readonly do: 'check'; readonly song: Song }
  /** Puts it behind what plays. */
  | { readonly do: 'hand-over'; readonly song: Song }
  /** Plays it at once, since nothing plays. */
  | { readonly do: 'start'; readonly song: Song }
  /** It is next at Spotify already. */
  | { readonly do: 'found'; readonly song: Song }
  /** It began: it plays by our book too. */
  | { readonly do: 'adopt'; readonly requestId: string }
  /** It began and was over before it was seen: it is played. */
  | { readonly do: 'heard'; readonly requestId: string }
  /** What plays by our book has ended at Spotify. */
  | { readonly do: 'finished' }
  /** It is not at Spotify any more, and was not heard. */
  | { readonly do: 'forget'; readonly uri: string }
  | { readonly do: 'give-up'; readonly requestId: string; readonly why: PassedOver }
  /**
   * Lets Spotify go on to what follows. `taken-back`: what began is a song that the DJ took back after it was handed over.
   * `repeat`: Spotify repeats a song before ours. `stuck`: ours waits at Spotify and nothing sounds.
   */
  | { readonly do: 'skip'; readonly why: 'wish' | 'taken-back' | 'repeat' | 'stuck' }
  /** Wakes the device, on which nothing is active. */
  | { readonly do: 'wake' }
