/** Why Spotify did not do what was asked, as far as a person can do something about it. */
export type SpotifyProblem =
  /** Nobody is connected. */
  | { readonly kind: 'not-connected' }
  /** Spotify can't be reached from here: no internet, no name service, a captive wifi. */
  | { readonly kind: 'offline' }
  /** It was reached and did not answer in time. Whether a command was carried out is unknown. */
  | { readonly kind: 'slow' }
  /** It failed on its own side (5xx, HTML instead of JSON). Whether a command was carried out is unknown. */
  | { readonly kind: 'broken' }
  /** The sign-in is over: six months went by, it was revoked, or its account's password was changed. */
  | { readonly kind: 'signed-out' }
  /** Connected, but this account is not on the list of users of the DJ's client id. */
  | { readonly kind: 'not-listed' }
  /** The owner of the client id, or the account that plays, has no Premium. */
  | { readonly kind: 'premium' }
  /** The sign-in lacks a permission that this call needs. */
  | { readonly kind: 'scope' }
  /** Nothing may be asked before `until` (epoch milliseconds). `ours`: Spotify did not say so, we have asked enough of it. */
  | { readonly kind: 'rate-limited'; readonly until: number; readonly ours?: true }
  /** The quota of the client ids of this account is used up; waiting does not help. */
  | { readonly kind: 'quota' }
  /** Nothing that could play is there, or the chosen device has gone. */
  | { readonly kind: 'no-device' }
  /** This device can't be controlled from outside, or not in this way. */
  | { readonly kind: 'device-refuses' }
  /** What is playing does not allow it: nothing before, nothing after, an advert. */
  | { readonly kind: 'not-now' }
  /** The song, playlist or page is not there. */
  | { readonly kind: 'not-found' }
  /** An answer that can't be understood, or a refusal that is not known. */
  | { readonly kind: 'unclear'; readonly status: number }

export type SpotifyAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: SpotifyProblem }
