// Where the double departs from the published description on purpose, as Spotify itself does, and why.
//
// Not described, and so checked by nothing here:
// - the accounts service: it follows RFC 6749 and 7636
// - bodies of 400, 404 and 5xx, and the player's `reason` (401, 403 and 429 are checked but for it)
// - 200 with a random text where a command is documented as 204
// - 403 as plain text, when the owner of the client id has no Premium
// A name that the description does not know is noted and, as at Spotify, ignored.

/** Changes to the description before anything is checked against it; `at` names a component, `set` what is changed. */
type Patch = {
  readonly schema: string
  readonly why: string
  /** No longer required. */
  readonly optional?: readonly string[]
  /** May be null. */
  readonly nullable?: readonly string[]
}

export const patches: readonly Patch[] = [
  {
    schema: 'AlbumBase',
    why: 'Removed in Development Mode since February 2026, yet still required; a local file has no total.',
    optional: ['available_markets', 'total_tracks'],
  },
  {
    schema: 'AlbumBase',
    why: 'The album of a local file has a name and nothing else.',
    nullable: ['album_type', 'href', 'id', 'release_date', 'release_date_precision', 'uri'],
  },
  {
    schema: 'ShowBase',
    why: 'Removed in Development Mode since February 2026, yet still required.',
    optional: ['available_markets', 'publisher'],
  },
  {
    schema: 'SimplifiedArtistObject',
    why: 'The artist of a local file has a name and nothing else.',
    nullable: ['href', 'id', 'uri'],
  },
  { schema: 'TrackObject', why: 'A local file has neither id nor page.', nullable: ['href', 'id'] },
  {
    schema: 'CurrentlyPlayingContextObject',
    why: 'Its words say "can be null", its types do not.',
    nullable: ['context', 'item', 'progress_ms'],
  },
  {
    schema: 'CurrentlyPlayingObject',
    why: 'Its words say "can be null", its types do not.',
    nullable: ['context', 'item', 'progress_ms'],
  },
  {
    schema: 'QueueObject',
    why: 'Its words say "can be null", its types do not.',
    nullable: ['currently_playing'],
  },
  { schema: 'PrivateUserObject', why: 'Its words say "null if not available".', nullable: ['display_name'] },
]

/** The scopes an operation needs where the description names more than Spotify asks for: any one list is enough. */
export const scopes: Readonly<
  Record<string, { readonly why: string; readonly anyOf: readonly (readonly string[])[] }>
> = {
  'get-current-users-profile': {
    why: 'The scopes open fields; the call itself needs none.',
    anyOf: [[]],
  },
  'get-queue': {
    why: 'Both are named; the state scope alone is enough.',
    anyOf: [['user-read-playback-state'], ['user-read-currently-playing']],
  },
  'create-playlist': {
    why: 'A private list needs the private scope, a public one the public.',
    anyOf: [['playlist-modify-private'], ['playlist-modify-public']],
  },
  'add-items-to-playlist': {
    why: 'As for making one.',
    anyOf: [['playlist-modify-private'], ['playlist-modify-public']],
  },
}
